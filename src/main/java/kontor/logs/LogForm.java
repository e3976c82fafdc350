package kontor.logs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;

/** In which form the log is written. */
public enum LogForm {
    /** As {@code logback.xml} says. */
    TEXT,
    /** One JSON object a line, see {@link JsonLines}. */
    JSON;

    /** From now on the log of this process is written so. */
    public void install() {
        if (this == TEXT) {
            return;
        }
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders()
                .forEachRemaining(
                        appender -> {
                            if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                                var encoder = new JsonLines();
                                encoder.setContext(root.getLoggerContext());
                                encoder.start();
                                stream.setEncoder(encoder);
                            }
                        });
    }
}
