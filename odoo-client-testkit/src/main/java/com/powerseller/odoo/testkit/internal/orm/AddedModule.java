package com.powerseller.odoo.testkit.internal.orm;

import java.util.Map;
import java.util.Set;

/**
 * A module that is not Odoo's own, which a database can have in the place of one of Odoo's.
 *
 * @param folder the series and variant of its schemas, such as {@code 18.0-oca}
 * @param absentModels the models of Odoo's that a server with this module lacks
 * @param absentFields the fields that it lacks, by their models
 */
public record AddedModule(String name, String folder, Set<String> absentModels, Map<String, Set<String>> absentFields) {
    /** Whether its schemas are those of this series; else they may lack fields that it has there. */
    boolean isOf(Series series) {
        return folder.startsWith(series.version() + "-");
    }

    @Override
    public String toString() {
        return name;
    }
}
