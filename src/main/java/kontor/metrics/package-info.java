/**
 * How this node works, in figures, for Prometheus and whatever reads its format: {@code /metrics}
 * on a loopback port of its own ({@link kontor.metrics.MetricsServer}).
 *
 * <p>A scrape reads what stands in memory and never asks the database: what only the database knows
 * is asked for in the background ({@link kontor.metrics.Sampler}), with its age beside it. Labels
 * are words of Kontor, templates of routes and ids; never a path as it was sent, a name, a secret
 * or what is in a payment. Where there is a series for each connection there is a limit to them
 * ({@link kontor.metrics.LineMeters}). Reasons: decision 0037.
 *
 * <p>It has no tables.
 */
@NullMarked
package kontor.metrics;

import org.jspecify.annotations.NullMarked;
