package com.powerseller.odoo.testkit.model;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the chatter of one model does beyond keeping messages; only a model with the field {@code message_ids} has one. Not thread-safe: made by one thread before it is used.
 */
public final class ModelChatter {
    /**
     * What is said of a new record.
     *
     * @param text without markup
     * @param subtype the external id of the message's subtype; null for a note
     */
    public record Creation(String text, @Nullable String subtype) {}

    private final Set<String> tracked = new LinkedHashSet<>();
    private @Nullable Function<Records, Creation> creation;
    private BiFunction<Records, Set<String>, @Nullable String> change = (record, fields) -> null;
    private boolean isSilent;
    private boolean isUnfollowed;
    private boolean isUnthreaded;

    /** Fields whose changes are told ({@code tracking}), in the order in which a message shows them. */
    public ModelChatter tracks(String... fields) {
        tracked.addAll(Arrays.asList(fields));
        return this;
    }

    public Set<String> tracked() {
        return tracked;
    }

    /** What is said of a new record; without this, that it was created. */
    public ModelChatter onCreation(Function<Records, Creation> message) {
        creation = message;
        return this;
    }

    public @Nullable Function<Records, Creation> creation() {
        return creation;
    }

    /** Says nothing of new records. */
    public ModelChatter silent() {
        isSilent = true;
        return this;
    }

    public boolean isSilent() {
        return isSilent;
    }

    /** Who creates a record does not follow it. */
    public ModelChatter unfollowed() {
        isUnfollowed = true;
        return this;
    }

    public boolean isUnfollowed() {
        return isUnfollowed;
    }

    /** Messages are no answers to the ones before them. */
    public ModelChatter unthreaded() {
        isUnthreaded = true;
        return this;
    }

    public boolean isUnthreaded() {
        return isUnthreaded;
    }

    /** The external id of the subtype of the message about a change, by the tracked fields that have changed; null for a note. */
    public ModelChatter onChange(BiFunction<Records, Set<String>, @Nullable String> subtype) {
        change = subtype;
        return this;
    }

    public BiFunction<Records, Set<String>, @Nullable String> change() {
        return change;
    }
}
