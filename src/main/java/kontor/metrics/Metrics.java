package kontor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import kontor.security.Exchange;

/**
 * What is measured in this node: each request is told to it, and it is asked for the rest at a
 * scrape.
 */
public final class Metrics implements Consumer<Exchange>, AutoCloseable {

    /** The limits of the buckets of how long requests took. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ReentrantLock telling = new ReentrantLock();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Looked up by what is there anyway: a request makes no object for it. */
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    private final Map<String, Map<Integer, Counter>> answers = new ConcurrentHashMap<>();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** A request whose path names no route is counted without one. */
    @Override
    public void accept(Exchange exchange) {
        String route = exchange.operation();
        int status = exchange.status();
        durations
                .computeIfAbsent(route, this::duration)
                .record(exchange.nanos(), TimeUnit.NANOSECONDS);
        answers.computeIfAbsent(route, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(status, _ -> counter(route, status))
                .increment();
    }

    private Timer duration(String route) {
        return Timer.builder("kontor.request")
                .description("How long requests took from the first look to the answer")
                .tags(of(route))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(String route, int status) {
        return Counter.builder("kontor.requests")
                .description("Answers by route and status")
                .tags(of(route).and("status", Integer.toString(status)))
                .register(registry);
    }

    /** A route is named by its method and its template. */
    private static Tags of(String route) {
        int blank = route.indexOf(' ');
        return blank < 0
                ? Tags.of("method", "", "route", route)
                : Tags.of("method", route.substring(0, blank), "route", route.substring(blank + 1));
    }

    /**
     * One figure that is asked for at each scrape, from memory.
     *
     * @param tags names and values in turn
     */
    void gauge(String name, String meaning, DoubleSupplier figure, String... tags) {
        Gauge.builder(name, figure::getAsDouble).description(meaning).tags(tags).register(registry);
    }

    /** Figures of which some come and others go; all of the name are told anew each time. */
    MultiGauge gauges(String name, String meaning) {
        return MultiGauge.builder(name).description(meaning).register(registry);
    }

    /** A scrape in the middle of it would find the same figure twice. */
    void tell(MultiGauge gauge, Collection<? extends Row<?>> rows) {
        telling.lock();
        try {
            gauge.register(rows, true);
        } finally {
            telling.unlock();
        }
    }

    /** In the text format of Prometheus, version 0.0.4. */
    String text() {
        telling.lock();
        try {
            return registry.scrape();
        } finally {
            telling.unlock();
        }
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
