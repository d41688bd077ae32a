package com.powerseller.odoo.internal.value;

import java.io.IOException;

/**
 * What the values of one answer may take in memory. A limit of the answer's length is not enough: {@code {"a":0},} is eight bytes on the wire and two hundred in
 * memory. What values take is estimated, rather too high than too low, but for texts that are not Latin: those take twice as much. Used by one thread.
 *
 * <p>The limit is a third of what the JVM may use, as that is what there is to protect, and lists that grow are there twice: an answer of ordinary records takes a hundredth of it in a heap of a gigabyte.
 */
public final class MemoryBudget {
    /** How many characters one text may have: while it is read, some four bytes are needed for each. */
    public static final int LONGEST_TEXT =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 10);

    private final long limit;
    private long left;

    public MemoryBudget() {
        this.limit = Runtime.getRuntime().maxMemory() / 3;
        this.left = limit;
    }

    /** The values take too much. */
    public static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;

        public Exceeded(String message) {
            super(message);
        }
    }

    /** What is wrong with a text that is longer than {@link #LONGEST_TEXT}. */
    static String textTooLong() {
        return "a text of the answer is longer than " + (LONGEST_TEXT >> 20)
                + " Mi characters, a tenth of what this JVM may use: give the JVM more memory (-Xmx)";
    }

    /** Checks how long a text has become that is still being read. */
    public static void checkText(int length) throws Exceeded {
        if (length > LONGEST_TEXT) {
            throw new Exceeded(textTooLong());
        }
    }

    /** Takes a text of so many characters. */
    public void takeText(int length) throws Exceeded {
        take(48 + length);
    }

    /** Takes a number. */
    public void takeNumber() throws Exceeded {
        take(24);
    }

    /** Takes a list that is not empty, without its elements. */
    public void takeList() throws Exceeded {
        take(80);
    }

    /** Takes a place in a list, with what a list that grows has to spare. */
    public void takePlace() throws Exceeded {
        take(16);
    }

    /** Takes a map that is not empty, without its members. */
    public void takeMap() throws Exceeded {
        take(144);
    }

    /** Takes a member of a map, without its value. */
    public void takeMember(String name) throws Exceeded {
        take(96 + name.length());
    }

    /** Takes a row, without its values. */
    void takeRow(int width) throws Exceeded {
        take(80 + 8L * width);
    }

    private void take(long bytes) throws Exceeded {
        left -= bytes;
        if (left < 0) {
            throw new Exceeded(
                    "the values of the answer take more than " + (limit >> 20)
                            + " MiB of memory, a third of what this JVM may use: fetch fewer records or fields at once, or give the JVM more (-Xmx)");
        }
    }
}
