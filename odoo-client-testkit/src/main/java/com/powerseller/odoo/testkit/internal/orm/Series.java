package com.powerseller.odoo.testkit.internal.orm;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The series of Odoo that a fake behaves as. */
public enum Series {
    V16(16),
    V17(17),
    V18(18),
    V19(19);

    private final int major;

    Series(int major) {
        this.major = major;
    }

    /**
     * The series of this name, such as {@code 18.0}.
     *
     * @throws IllegalArgumentException if there is no fake of it
     */
    public static Series of(String version) {
        return Arrays.stream(values())
                .filter(series -> series.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fake of series '" + version + "': it can be one of "
                        + Arrays.stream(values()).map(Series::version).collect(Collectors.joining(", "))));
    }

    /** Such as {@code 18.0}. */
    public String version() {
        return major + ".0";
    }

    /** The number before the dot. */
    public int major() {
        return major;
    }

    public boolean atLeast(Series other) {
        return major >= other.major;
    }

    @Override
    public String toString() {
        return version();
    }
}
