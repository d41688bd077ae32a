package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.OdooException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a server says of changes; each method is one request, but {@link #models} at most two the first time. Every method throws {@link OdooException}. */
public interface Changes {
    /**
     * A record that was changed.
     *
     * @param row its id
     * @param written its {@code write_date}, cut to the second: when the transaction that wrote it began
     * @param model the model of the record to look at because of it, most often itself
     * @param id the id of that one; 0 for none
     */
    record Changed(long row, Instant written, String model, long id) {}

    /** The models to ask for, in their natural order. */
    List<String> models();

    /** Those of {@link #models()} that one can do without: what they tell is told by others too, or by the sweep. */
    Set<String> optional();

    /** What time the server has it, to the second. */
    Instant time();

    /**
     * Records of a model written from a time on, archived ones included, by id.
     *
     * @param from a whole second
     * @param after the id that the last page ended with; 0 for the first page
     * @param max how many at most
     * @throws AccessErrorException if the user may not read them
     */
    List<Changed> since(String model, Instant from, long after, int max);
}
