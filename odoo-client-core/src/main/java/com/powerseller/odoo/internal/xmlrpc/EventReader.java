package com.powerseller.odoo.internal.xmlrpc;

import com.powerseller.odoo.internal.value.MemoryBudget;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * What the XML parser reads from. It fails where the parser would gather a long comment, tag, CDATA section or document type in memory before it says that there is
 * one; texts come in pieces of some thousand characters. Used by one thread.
 */
final class EventReader extends FilterReader {
    private static final int MOST = 4 << 20;

    private int read;

    EventReader(Reader text) {
        super(text);
    }

    /** The parser is asked for the next event. */
    void startEvent() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        int count = super.read(characters, offset, length);
        read += Math.max(0, count);
        if (read > MOST) {
            throw new MemoryBudget.Exceeded("the answer has a comment, tag or CDATA section of more than " + MOST
                    + " characters, as no answer of Odoo's has: is something between?");
        }
        return count;
    }
}
