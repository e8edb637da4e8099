package com.betterfleet.oscp.integration;

import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger of every level that tells one listener, if there is one, and forgets. */
final class CapturedLog extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    private static volatile Optional<Consumer<Line>> listener = Optional.empty();

    /** What was logged; the text holds a throwable's own words too, as a back end would print them. */
    record Line(Level level, String logger, String text, boolean withThrowable) {
        boolean isAlarm() {
            return level == Level.WARN || level == Level.ERROR;
        }
    }

    CapturedLog(String name) {
        this.name = name;
    }

    /** From now on that one is told of every line of every logger, on the thread that logs. */
    static void tell(Consumer<Line> next) {
        listener = Optional.of(next);
    }

    static void silence() {
        listener = Optional.empty();
    }

    @Override
    public boolean isTraceEnabled() {
        return listener.isPresent();
    }

    @Override
    public boolean isDebugEnabled() {
        return listener.isPresent();
    }

    @Override
    public boolean isInfoEnabled() {
        return listener.isPresent();
    }

    @Override
    public boolean isWarnEnabled() {
        return listener.isPresent();
    }

    @Override
    public boolean isErrorEnabled() {
        return listener.isPresent();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return CapturedLog.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
        String said = MessageFormatter.basicArrayFormat(pattern, arguments);
        String text = thrown == null ? said : said + " " + thrown;
        listener.ifPresent(told -> told.accept(new Line(level, name, text, thrown != null)));
    }
}
