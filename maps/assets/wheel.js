// One notch of a wheel is one step, as "+" is; the small pushes of a touchpad add up to one.
const NOTCH = 50;
function wheelSteps(on) {
  let pushed = 0;
  let last = 0;
  on.getContainer().addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const push = event.deltaMode === 0 ? event.deltaY : event.deltaY * NOTCH;
      pushed = event.timeStamp - last > 400 || Math.sign(push) !== Math.sign(pushed) ? push : pushed + push;
      if (Math.abs(pushed) < NOTCH || event.timeStamp - last < 60) return;
      last = event.timeStamp;
      on.setZoomAround(on.mouseEventToContainerPoint(event), on.getZoom() - Math.sign(pushed));
      pushed = 0;
    },
    { passive: false },
  );
}
