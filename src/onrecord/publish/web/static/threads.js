"use strict";
(() => {
  const NARROW = 520;
  const paper = (place) => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const [ink, muted, rule] = ["--ink", "--muted", "--rule"].map(colour);
    const lines = { domainColor: muted, gridColor: rule, gridDash: [1, 3], tickColor: muted, labelColor: ink, titleColor: ink, labelFontSize: 12 };
    const beside = { labelLimit: Math.round(place.clientWidth * 0.32) };
    const above = { labelAlign: "left", labelOffset: -15, labelPadding: -4, labelLimit: place.clientWidth - 76, domain: false, ticks: false };
    const axisY = place.clientWidth < NARROW ? above : beside; // names over their lanes where there is no room at the side
    const halo = { color: colour("--paper") };
    return { background: "transparent", font: "system-ui, sans-serif", view: { stroke: null }, axis: lines, axisX: { labelSeparation: 10 }, axisY, style: { halo }, legend: { labelColor: ink, labelFontSize: 12, labelLimit: 240, columns: place.clientWidth > 760 ? 7 : place.clientWidth > 400 ? 3 : 2 }, text: { fill: ink, color: ink } };
  };

  const save = (name, content) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const saving = {
    svg: async (view) => new Blob([await view.toSVG()], { type: "image/svg+xml" }),
    png: async (view) => {
      const canvas = await view.toCanvas(2);
      return new Promise((done) => canvas.toBlob(done, "image/png"));
    },
  };

  /* A diagram without room at its sides: the names of the ends stand over the lines. */
  const lift = (chart, width) => {
    for (const { mark, encoding } of chart.layer ?? []) {
      if (encoding?.x?.scale?.domain) encoding.x.scale.domain = [-0.02, 2.02];
      if (mark?.type !== "text" || !mark.dx) continue;
      Object.assign(mark, { align: mark.dx < 0 ? "left" : "right", dx: mark.dx / 2, dy: -13, limit: Math.round(width * 0.47) });
    }
  };

  const views = new Map();
  const draw = async (place) => {
    views.get(place)?.finalize();
    const options = { actions: false, ast: true, config: paper(place), defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true } };
    const chart = JSON.parse(place.dataset.spec);
    if (chart.usermeta?.shape) chart.height = Math.min(chart.height, Math.round(place.clientWidth * chart.usermeta.shape));
    for (const { mark } of chart.layer ?? []) if (mark?.limit) mark.limit = Math.min(mark.limit, Math.round(place.clientWidth * 0.21));
    if (place.clientWidth < NARROW) lift(chart, place.clientWidth);
    views.set(place, await window.vegaEmbed(place, chart, options));
    place.dataset.drawn = "yes";
    const drawing = place.querySelector("svg");
    if (!drawing) return;
    for (const mark of drawing.querySelectorAll("[role]")) for (const name of ["role", "aria-roledescription", "aria-label"]) mark.removeAttribute(name);
    drawing.setAttribute("role", "img"); // one picture with one name; the table beside it says each part
    drawing.setAttribute("aria-label", place.dataset.summary ?? "");
  };

  if (!window.vegaEmbed) for (const place of document.querySelectorAll("[data-spec]")) place.dataset.failed = "yes";
  for (const button of document.querySelectorAll("[data-save]")) button.hidden = !window.vegaEmbed;

  const drawAll = () => Promise.all([...document.querySelectorAll("[data-spec]")].map(draw));
  if (window.vegaEmbed) {
    drawAll();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  }

  const quiet = document.documentElement.classList;
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") quiet.add("quiet"); });
  for (const sign of ["focusin", "pointerover"]) document.addEventListener(sign, (event) => { if (event.target.closest?.(".said")) quiet.remove("quiet"); });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-save]");
    if (!button) return;
    const figure = button.closest("figure");
    const view = views.get(figure.querySelector("[data-spec]"))?.view;
    if (view) save(`${figure.dataset.name}.${button.dataset.save}`, await saving[button.dataset.save](view));
  });
})();
