package com.powerseller.odoo.internal.json2;

import java.util.Arrays;
import java.util.List;

/**
 * What can be given to a method by position.
 *
 * @param ofRecords whether the ids of records come first
 * @param parameters the names of the parameters after that, in order
 */
public record MethodSignature(boolean ofRecords, List<String> parameters) {
    /** A method of the model as a whole. */
    static MethodSignature ofModel(String... parameters) {
        return new MethodSignature(false, Arrays.asList(parameters));
    }

    /** A method of records. */
    static MethodSignature ofRecords(String... parameters) {
        return new MethodSignature(true, Arrays.asList(parameters));
    }
}
