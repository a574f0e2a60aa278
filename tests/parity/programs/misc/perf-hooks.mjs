import { performance, PerformanceObserver, createHistogram, constants, monitorEventLoopDelay } from 'node:perf_hooks';
const observer = new PerformanceObserver((list, self) => {
  for (const { name, entryType, detail } of list.getEntries()) console.log(name, entryType, detail);
  self.disconnect();
});
observer.observe({ entryTypes: ['mark', 'measure'] });
const mark = performance.mark('start', { detail: { a: 1 } });
performance.mark('end', { startTime: mark.startTime + 5 });
const measure = performance.measure('between', 'start', 'end');
console.log(Math.round(measure.duration), measure.name, performance.getEntriesByName('start').length, performance.getEntriesByType('measure').length, mark.constructor.name);
performance.clearMarks();
console.log(performance.getEntries().length, typeof performance.now(), typeof performance.timeOrigin, typeof performance.nodeTiming.bootstrapComplete, performance.timerify(function work(x) { return x; })(7), Object.keys(performance.eventLoopUtilization()));
console.log(Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 50, performance.nodeTiming.bootstrapComplete <= performance.now(), performance.nodeTiming.toJSON().duration > 0);
const histogram = createHistogram();
for (const value of [1, 2, 3, 100]) histogram.record(value);
console.log(histogram.min, histogram.max, histogram.mean, histogram.count, histogram.percentile(50), histogram.stddev.toFixed(3), histogram.exceeds);
try { performance.measure('x', 'missing'); } catch (error) { console.log(error.name, error.code, error.message); }
try { performance.mark(); } catch (error) { console.log(error.name, error.code, error.message); }
