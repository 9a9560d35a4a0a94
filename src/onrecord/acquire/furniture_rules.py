"""The wordings of page furniture, as tables: what English-language sites say to their readers around a report."""

from __future__ import annotations

import re

INNER_CAPITALS = (
    r"WhatsApp|YouTube|LinkedIn|TikTok|PayPal|JavaScript|BuzzFeed|WikiLeaks|OpenAI|ChatGPT|GitHub|MacBook|FedEx|SpaceX"
    r"|HuffPost|iPhone|iPad|iCloud|iOS|eBay|iStock|NurPhoto|AirTag|PlayStation|DeepMind|BioNTech|AstraZeneca"
    r"|(?:Mc|Mac|Fitz|De|Di|Du|Le|La|Van|Von)[A-Z][a-z]"
)

_NETWORK = (
    r"(?:Facebook|Twitter|X|Instagram|WhatsApp|Telegram|LinkedIn|Reddit|YouTube|TikTok|Threads|Bluesky|Mastodon|Pinterest|Snapchat"
    r"|Messenger|Flipboard|Tumblr|Google News|Apple News|Spotify|Signal|WeChat|Line|social media)(?![a-z])"
)
_AGENCY = (
    r"(?:AP|AFP|EPA(?:-EFE)?|PA(?: Wire| Media| Images)?|Reuters|REUTERS|Getty(?: Images)?|AAP|ANI|PTI|UPI|TASS|Xinhua|Bloomberg"
    r"|Anadolu(?: Agency)?|Shutterstock|Alamy|NurPhoto|Zuma(?: Press)?|Rex|Unsplash|Pexels|iStock(?:photo)?|Wikimedia Commons"
    r"|Flickr|Pool|Handout|Supplied)"
)
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von|al|bin|der|for|and)){0,6}"
_STORY = r"(?:articles?|story|stories|post|piece|page|report|video|content|column|essay|interview|feature|item)"
_LETTER = r"(?:newsletters?|bulletins?|briefings?|digest|e-?mails?|inbox|alerts?|notifications?|updates?|mailing list)"
_OUTLET = (
    r"(?:journalis[mt]s?|reporting|reporters?|newsrooms?|coverage|independen(?:t|ce)|newspaper|magazine|non-?profit|public service|media"
    r"|readers?|supporters?|members?|membership|donations?|contributions?|work|mission|site|website|paywall)"
)


def _any(*wordings: str) -> re.Pattern[str]:
    """One pattern out of many, upper or lower case."""
    return re.compile("(?:" + "|".join(wordings) + ")", re.IGNORECASE)


# A label and the headline it links to, up to the end of the part.
HEADLINE_LABELS = _any(
    r"(?:read|watch|listen|see|also)[ -](?:more|also|next|now|read|see)(?: (?:here|on this|from [\w ]{2,25}))?\s*[:|»>–—-]",
    r"related(?: (?:stor(?:y|ies)|articles?|news|coverage|reading|links?|content|topics?|video))?\s*[:|»>–—]",
    r"recommended(?: (?:for you|stor(?:y|ies)|reading|articles?))?\s*[:|»>–—]",
    r"more (?:on|from|about|in|coverage|stories|news|to read)(?: [\w’' ]{2,30})?\s*[:|»>]",
    r"(?:you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|if you liked this)\s*[:|»>–—]",
    r"(?:don['’]t miss|must[- ]read|keep reading|continue reading|up next|next up|editors?['’]?s?['’]? (?:picks?|choice))\s*[:|»>–—]",
    r"(?:most (?:read|popular|viewed|shared)|trending|top stor(?:y|ies)|from (?:the|our) archives?)(?: (?:now|today))?\s*[:|»>–—]",
)
# These label a report of its own as well, so they count only where a line begins or glue stands before them.
WEAK_LABELS = _any(
    r"(?:watch|listen|explaine[rd]|opinion|analysis|in pictures|in photos|gallery|podcast|photos?|video)(?: \|| ?:)\s?[\w“‘'\"]"
)

LIST_HEADERS = _any(
    r"(?:recommended|related|popular|trending|latest|top|other|featured|more)(?: (?:news|stories|articles|reads|reading|content"
    r"|links|posts"
    r"|topics|videos|coverage|headlines|now|today|for you|on this story|on this topic|in this section)){1,2}\:?",
    r"(?:recommended|trending|related)\:?",
    r"most (?:read|popular|viewed|shared|commented|recent)(?: (?:stories|news|articles|now|today|this week))?\:?",
    r"(?:you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|(?:what to )?read (?:this )?next|up next|keep reading)\:?",
    r"(?:editors?['’]?s?['’]? (?:picks?|choice)|must[- ]reads?|don['’]t miss|more from [\w’' ]{2,30}|more on [\w’' ]{2,30})\:?",
    r"(?:around the web|from (?:our partners|the web|around the web)|promoted (?:stories|content|links)|sponsored (?:stories|links))\:?",
)

_BUTTON = (
    r"(?:sign up(?: now| here| today| for free)?|subscribe(?: now| here| today| for free)?|donate(?: now| here| today)?|give (?:now"
    r"|today)|log ?in"
    r"|sign in|register(?: now| here)?|join (?:now|us|today)|learn more|find out more|(?:read|see|view|show|load) (?:more|less|all)"
    r"|close|dismiss|accept(?: all)?(?: cookies)?(?: (?:and|&) (?:continue|close))?|i agree|agree|got it|reject all|decline all"
    r"|(?:manage|change|cookie|update) (?:choices|preferences|settings|cookies|consent|options)|no,? thanks|not now|maybe later"
    r"|yes,? please"
    r"|continue(?: reading| to site)?|submit|e-?mail(?: address)?|enter your e-?mail(?: address)?|your e-?mail(?: address)?|back to top"
    r"|skip to (?:main )?content|skip (?:ad|advert|advertisement)|open (?:in|the) app|get (?:started|the app|access)|allow (?:once"
    r"|all|cookies)"
    r"|start (?:your |my )?(?:free )?trial|(?:see|view|choose) (?:your |my )?(?:plans?|offers?|options)|privacy (?:policy|notice)"
    r"|terms (?:of (?:use|service)|and conditions|& conditions)|(?:copy|get) (?:the )?link|link copied!?|print|save(?: for later)?"
    r"|bookmark"
    r"|share|tweet|comments?|follow(?: us)?|unsubscribe|advertis(?:e|ing) with us|contact us|hide)"
)
BUTTONS = re.compile(rf"{_BUTTON}(?:[\s|·•/,]{{1,4}}{_BUTTON}){{0,5}}[.!»>→]?", re.IGNORECASE)

_SHARE = (
    rf"(?:share(?: this| it)?(?: (?:on|via|to|by|with|in|through))? (?:{_NETWORK}|e-?mail|link|text)|{_NETWORK}|e-?mail|print"
    r"|copy(?: the)? link|pin it|tweet|save|share|more)"
)

# The whole part, with a line's end or glue on both sides.
WHOLE_PARTS = [
    _any(rf"{_SHARE}(?:[\s|·•/,]{{1,4}}{_SHARE}){{0,9}}"),
    _any(r"\(?\d{1,5} (?:comments?|shares?|likes?|replies)\)?", r"comments? ?\(?\d{1,5}\)?", r"\d{1,2} min(?:ute)?s?(?: read)?"),
    _any(
        rf"(?:tweet|share|e-?mail|print|save|bookmark|listen to|like|gift|report"
        rf"|rate)(?: or \w+)? this(?: {_STORY})?(?: with (?:your )?friends)?\.?"
    ),
    _any(
        r"advertis(?:e?ments?|ing)(?: ?[-–—|:] ?[\w ]{4,40})?",
        r"adverts?",
        r"(?:sponsored|promoted|paid|partner)(?: (?:content"
        r"|post|by [\w ]{2,30}))?",
    ),
    _any(r"(?:skip|remove|hide|close|report)(?: (?:this|the))? (?:ads?|adverts?|advertisements?)"),
    _any(
        r"(?:file|stock|handout|archive|supplied|representational|representative|courtesy)(?: (?:photo(?:graph)?|image|picture"
        r"|pic))s?(?: ?[:|/-] ?[^.!?]{2,60})?"
    ),
    re.compile(
        rf"\(?(?i:photo(?:graph)?s?|pictures?|images?|pics?|illustration|graphic|composite|video|credit)(?i: credit| source"
        rf"| copyright| courtesy)?(?: by| of|\s?[:|©,])\s?{_NAME}(?: ?[/|(,] ?{_NAME}\)?| (?:via|for) {_NAME}){{0,3}}\)?\.?"
    ),
    re.compile(rf"[(\[]?{_AGENCY}(?: (?:Photo|PHOTO|Image|Video|File))?(?: ?/ ?| via | ?\| ?){_NAME}(?: ?/ ?{_NAME})?[)\]]?\.?"),
    re.compile(rf"[(\[]?(?:{_NAME})(?: ?/ ?| via | for ){_AGENCY}(?: via {_AGENCY})?[)\]]?\.?"),
    re.compile(
        r"[(\[]?(?:Getty Images|Shutterstock|iStock(?:photo)?|Alamy(?: Stock Photo)?|Unsplash|Pexels|Wikimedia Commons"
        r"|AP Photo)[)\]]?\.?"
    ),
    _any(
        r"(?:have your say|what do you think\??|over to you|tell us your (?:views?|story|thoughts)|no comments yet|reply"
        r"|be the first to comment)[.!]?"
    ),
    _any(
        r"(?:republished|reprinted|reproduced) (?:here )?(?:with|by) (?:kind )?permission(?: [^.!?]{2,60})?\.?", r"all rights reserved\.?"
    ),
]

# A sentence that begins like this, where nobody is said to be speaking.
SENTENCES = [
    # newsletters
    _any(
        rf"(?:please |click (?:here )?to )?sign up\b.{{0,60}}\b(?:{_LETTER}|for free|to get|to receive)\b",
        r"(?:please )?subscribe (?:now|today|here|for (?:free|full|just|only|unlimited)|to (?:our|us|get|read|receive|continue"
        r"|unlock|keep))\b",
        rf"subscribe to (?:the )?[\w’' ]{{2,40}}(?:,|\b{_LETTER}\b|\bchannel\b|\bpodcast\b)",
        r"(?:get|receive|have) .{0,100}\b(?:your inbox|by e-?mail|newsletter|to your phone|push (?:alerts|notifications))\b",
        r".{0,100}\b(?:delivered|sent|straight|direct|directly|lands?|arrives?) (?:\w+ ){0,2}?(?:to|in|into) your (?:inbox|e-?mail"
        r"|phone)\b",
        r"(?:please )?(?:enter|confirm|check) your (?:e-?mail|inbox)\b",
        r"thank(?:s| you) for (?:signing up|subscribing|reading|registering|your (?:support|interest|feedback|donation))\b",
        r"by (?:signing up|subscribing|submitting|clicking|registering|continuing|providing|entering|creating|using)\b.{0,100}\byou\b",
        r"you (?:can|may) (?:unsubscribe|opt out|cancel|withdraw your consent|change your (?:mind|preferences|settings))(?: (?:at"
        r"|any|by|here|from (?:our|these|this)|in|via|through)\b|[.!]?$)",
        r"(?:never|don['’]t|do not) miss (?:a|an|any|out|another|our|the latest)\b.{0,60}\b(?:stor(?:y|ies)|updates?|news"
        r"|headlines?|subscribe|sign up|newsletter)\b",
        r"this (?:site|form) is protected by recaptcha\b",
    ),
    # appeals
    _any(
        rf"(?:please )?(?:support|back|fund|help fund|help support|help sustain|power) (?:our|us\b|the work of|independent|local"
        rf"|quality|free|public|fearless|\w+['’]s).{{0,60}}\b{_OUTLET}\b",
        r"(?:please )?(?:support|back) us\b",
        rf"(?:please )?help us (?:keep|tell|continue|do|stay|reach|produce|report|hold|make|grow|protect)\b.{{0,120}}\b(?:{_OUTLET}"
        rf"|free|stor(?:y|ies)|truth|account)\b",
        r"(?:please )?(?:donate|contribute|chip in)(?: (?:now|today|here|to us|to our|what you can|whatever you can|from"
        r"|as little as|[$£€₹]\d)|\.?$)",
        r"(?:please )?(?:make|consider making|give|consider giving) (?:a|an|your) (?:[\w-]+ ){0,2}(?:donation|gift"
        r"|contribution)(?: (?:today|now|to)|[.!]?$)",
        rf"(?:please )?(?:consider )?(?:becom(?:e|ing)|join(?:ing)?) (?:a|an|as a|our|us|thousands of"
        rf"|\d[\d,]*) ?(?:[\w-]+ ){{0,3}}(?:member|subscriber|supporter|patron|donor|{_OUTLET})s?(?: (?:today|now|here|for|from|and"
        rf"|to (?:read|get|help|support|keep|continue|enjoy))\b|[.!,]?$)",
        rf"(?:your|with your|thanks to your|only with your) (?:[\w-]+ ){{0,2}}(?:support|donations?|gift|contributions?"
        rf"|subscription|membership)\b.{{0,100}}\b(?:us|our|we|{_OUTLET})\b",
        rf"(?:please consider|if you (?:value|like|liked|enjoy|enjoyed|appreciate|believe in|can|care about"
        rf"|found))\b.{{0,100}}\b(?:{_OUTLET}|us|donat\w+|support\w*|subscri\w+)\b",
        r"we (?:rely|depend|count) on (?:you|your|our|readers|supporters|donations)\b",
        r"we (?:need|could use|can['’]t do (?:this|it) without) your (?:help|support)\b",
        r"(?:will|can|could|would) you (?:please )?(?:help|support|join|give|donate|chip in|contribute|consider|become|spare)\b",
        r"(?:even|every|any) (?:a )?(?:small|little|contribution|donation|gift|amount|pound|dollar|penny"
        r"|cent)\b.{0,40}\b(?:helps?|counts?|makes a difference|keeps?|goes)\b",
        r"readers?['’]? (?:support|contributions?|donations?|funding|gifts?)\b.{0,40}\b(?:pays?|keeps?|makes?|funds?|you)\b",
    ),
    # comments and readers' letters
    _any(
        r"(?:view|show|read|see|post|leave|add|write|load|hide|make|join|start) (?:\w+ ){0,2}(?:comments?|conversation|discussion"
        r"|debate)\b(?=[ .!(\d]*$)",
        r"join the (?:conversation|discussion|debate)\b",
        r"comments (?:are|have been) (?:closed|disabled|turned off|moderated|now closed)\b",
        r"(?:please )?(?:log|sign) ?in(?: or \w+(?: \w+){0,3})? (?:to|and) (?:comment|reply|post|leave|join|read|continue|view"
        r"|access|save)\b",
        r"(?:let us know|tell us|share your|give us your)\b.{0,60}\b(?:thoughts|views|opinions?|experiences?|your stor(?:y|ies)"
        r"|comments?|below|feedback|e-?mail)\b",
        r"(?:have your say|what do you think|what are your thoughts)\b.{0,60}(?:comments?|below|facebook|page|poll)\b",
        r"(?:was this (?:article|page) (?:helpful|useful)|did you (?:find|spot|notice) (?:a|an|this) (?:mistake|error|typo|article))",
    ),
    # links
    _any(
        r"read (?:more|the (?:full|original|whole|rest)(?: \w+)?)(?: (?:about|on|of|from|in|here|at|by|stories)\b|[.…»→ ]*$)",
        r"(?:click|tap|press|scroll) (?:here|on the|this link|the link|below|down)\b",
        r"(?:to (?:read|see|view|watch|hear) (?:more|the full|the rest|this|our)|(?:find|see|check) (?:out )?(?:more|all"
        r"|our))\b.{0,60}(?:here|our|below|website|page|coverage|stories)\b",
        r"(?:continue|keep) reading\b(?: (?:the main story|below|this (?:article|story)|with)|[ .…»→]*$)",
    ),
    # cookies and browsers
    _any(
        r"(?:this|our|the) (?:web)?site (?:uses|requires|sets|needs)\b.{0,60}\b(?:cookies|javascript)\b",
        r"we(?:,? and our (?:\d+ )?(?:\w+ )?partners,?|['’]d like to| and third parties)?\b.{0,60}\b(?:cookies|your (?:privacy"
        r"|device|consent|personal data)|a device)\b",
        r"(?=.{0,200}\bcookies?\b).{0,200}\b(?:you|your|our)\b",
        r"(?:please )?(?:enable|turn on|allow|disable|turn off) (?:javascript|cookies|your ad ?blocker|notifications)\b",
        r"(?:your|this) browser (?:does not|doesn['’]t|is not|isn['’]t|has)\b",
        r"you (?:need|must|have) (?:to )?(?:enable|accept|allow|turn on) (?:javascript|cookies|all)\b",
    ),
    # apps
    _any(
        r"(?:please )?(?:download|get|install|try|open|use|read this \w+ in) (?:our\b.{0,40}\bapp\b|the\b.{0,30}\bapp (?:for"
        r"|to (?:get|read|follow|receive|see)) .{0,20}\b(?:news|headlines?|alerts|stories|coverage|live|latest|free)\b)",
        r"(?:download|get|available|find us|free)\b.{0,60}\b(?:app store|google play|play store|ios and android|iphone and android)\b",
        r"(?:read|watch|listen|follow|see)\b.{0,40}\b(?:in|on|with|via) (?:our|the [\w ]{0,20})app\b",
    ),
    # share
    _any(rf"share (?:this|the) {_STORY}\b", rf"share (?:it |this )?(?:on|via|by|to) (?:{_NETWORK}|e-?mail)"),
    # adverts
    _any(
        rf"(?:the )?{_STORY} continues? (?:below|after|beneath|underneath)\b",
        r"scroll (?:down )?(?:to|for) (?:continue|more|read)\b",
        r"(?:advertisement|sponsored content)\b[\W_]{0,5}(?:continue|scroll|story|article|this|skip|$)",
    ),
    # subscriptions
    _any(
        r"already (?:a|an|have|subscribed|registered|signed up|a paying)\b.{0,50}\b(?:subscriber|member|account|subscription|reader"
        r"|log|sign)\b",
        rf"you(?:['’]ve| have) (?:reached|read|used|hit|viewed|exceeded|run out of)\b.{{0,60}}\b(?:{_STORY}|limit)\b",
        rf"(?:this|our|the rest of this|the full) {_STORY} is (?:only |exclusively |just |currently )?(?:available|for|reserved"
        rf"|exclusive|locked|free)\b.{{0,40}}\b(?:subscribers?|members?|readers?|users?|subscription)\b",
        r"(?:to (?:continue|keep) reading|to (?:read|access|unlock|view) (?:this|the (?:full|rest))|for (?:full"
        r"|unlimited) access)\b.{0,80}\b(?:subscri\w+|register|sign|log|account|now|today|trial)\b",
        r"(?:subscribe|log ?in|sign ?in|create (?:a|an|your)(?: free)? account|start your|begin your|choose your|unlock|enjoy"
        r"|get) .{0,50}\b(?:unlimited|full access|continue reading|keep reading|free trial|trial|subscription|plan|account"
        r"|this (?:article|story)|ad-free|digital access)\b",
        r"(?:cancel (?:anytime|any time|at any time)|no commitment|billed (?:monthly|annually|every))\b",
    ),
    # rights and origin
    re.compile(r"(?:©|\([cC]\) ?\d{4}|[Cc]opyright ?(?:©|\([cC]\)|\d{4}))"),
    re.compile(r"(?:Copyright|COPYRIGHT) (?:of |by )?[A-Z][\w&'’]*(?:,? (?:[A-Z&][\w&'’]*|of|and)){0,6},? \d{4}"),
    _any(
        r"all rights (?:are )?reserved\b",
        rf"this (?:{_STORY}|text|material|translation) (?:was |is |has been |had |were |may |must |can |may )?(?:been "
        rf"|be )?(?:originally|first|not be|republished|reprinted|reproduced|re-?posted|syndicated|adapted from|translated from"
        rf"|auto-?generated)\b",
        r"the post .{2,140} (?:appeared first|first appeared) on\b",
        r"(?:originally|first|also) (?:published|appeared|posted|printed) (?:in|on|by|at)\b",
        r"(?:re-?published|reprinted|reproduced|syndicated|adapted|licensed|distributed) (?:here )?(?:with|by|from|under"
        r"|courtesy)\b.{0,80}(?:permission|licen[cs]e|creative commons|original|agency|courtesy|from|service)",
    ),
    # follow and contact
    _any(
        rf"(?:please )?(?:(?:follow|like|find|join|connect with|subscribe to) (?:us\b|our\b|@\w|(?:the )?[\w’'@. ]{{2,40}}?\bon\b)"
        rf"|(?:visit|add|watch|message|catch) (?:us|our)\b).{{0,50}}(?:{_NETWORK}|page|channel|community|group|news feed)",
        r"follow (?:us|@\w+)\b",
        rf"(?:join|follow) (?:our|the) (?:[\w’' ]{{0,30}})?(?:{_NETWORK}|channel|community|group)\b",
        r"stay (?:up[- ]to[- ]date|informed|connected|in touch|tuned|ahead|updated)\b.{0,60}\b(?:us|our|with|by|on|app|newsletter)\b",
        r"(?:do you have|have you got|have you been|got|have|know) (?:a |an |any |more |some |something )?(?:news |story "
        r"|confidential )?(?:tips?|stor(?:y|ies)|information|questions?|concerns?|feedback|something|news|affected)\b.{0,80}(?:\?"
        r"|\b(?:us|our|e-?mail|contact|tell|let|send)\b)",
        r"(?:please )?(?:contact|e-?mail|write to|reach|call|message|text|send (?:it|them|your \w+) to|get in touch with) (?:us|our"
        r"|the (?:author|writer|reporter|newsroom|editor|journalist)|me|[\w.+-]+@[\w.-]+)\b",
        r"(?:get|keep) in touch\b.{0,60}(?:@|\b(?:us|our|at|by|via)\b)",
    ),
    # the outlet speaks of itself
    _any(
        rf".{{0,120}}\bour (?:[\w-]+ ){{0,3}}(?:newsletters?|journalism|newsroom|app|privacy (?:policy|notice)|cookie policy"
        rf"|terms(?: of \w+)?|podcast|(?:{_NETWORK})(?: \w+)? ?(?:page|channel|group)|subscribers|daily e-?mail|weekly e-?mail)\b",
    ),
]

# Sentences with a speaker or a third person belong to the report.
REPORTING = re.compile(
    r"[“”\"]|\b(?:said|says|saying|told|tells|according to|add(?:ed|s)|announced|claim(?:ed|s)|argue[ds]|wrote|writes|reads|asked"
    r"|asks|insist(?:ed|s)|stated"
    r"|warn(?:ed|s)|urge[ds]|found|reportedly|spokes\w+|he|she|his|him|herself|himself|Mr|Mrs|Ms|minister|president|government"
    r"|court|police|regulators?)\b",
    re.IGNORECASE,
)

# Beside furniture, a sentence that speaks to the reader goes on with it.
ADDRESS = re.compile(
    r"\b(?:you|your|yours)\b|\b(?:our|us) (?:[\w-]+ ){0,2}(?:journalis[mt]s?|reporting|reporters?|newsroom|readers|work|site|website)\b",
    re.IGNORECASE,
)
