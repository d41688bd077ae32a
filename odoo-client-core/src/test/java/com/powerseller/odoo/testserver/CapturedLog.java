package com.powerseller.odoo.testserver;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What is logged while a test listens, every level of it, stack traces included; nothing is printed. */
public final class CapturedLog implements SLF4JServiceProvider {
    private static @Nullable List<String> lines;

    /** Starts to listen. */
    public static synchronized void start() {
        lines = new ArrayList<>();
    }

    /** Stops listening and returns what was logged. */
    public static synchronized List<String> stop() {
        List<String> captured = lines == null ? List.of() : List.copyOf(lines);
        lines = null;
        return captured;
    }

    private static synchronized boolean isListening() {
        return lines != null;
    }

    private static synchronized void add(String line) {
        if (lines != null) {
            lines.add(line);
        }
    }

    /** A throwable as a log would show it. */
    public static String print(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Capturing::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Capturing extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        Capturing(String name) {
            this.name = name;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String messagePattern,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            String message = MessageFormatter.basicArrayFormat(messagePattern, arguments);
            add(level + " " + name + " " + message + (throwable == null ? "" : "\n" + print(throwable)));
        }

        @Override
        public boolean isTraceEnabled() {
            return isListening();
        }

        @Override
        public boolean isDebugEnabled() {
            return isListening();
        }

        @Override
        public boolean isInfoEnabled() {
            return isListening();
        }

        @Override
        public boolean isWarnEnabled() {
            return isListening();
        }

        @Override
        public boolean isErrorEnabled() {
            return isListening();
        }
    }
}
