package com.powerseller.odoo.testkit.contract;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where fakes are known to differ from the real server: all of it, in one place, by test, with the reason. */
final class FakeDifferences {
    private static final Map<String, String> REASONS = new HashMap<>();

    private FakeDifferences() {}

    /** Why a test may fail on a fake; null if it may not. */
    static @Nullable String reason(Class<?> test, Method method, ContractTest contract) {
        String name = test.getSimpleName() + "." + method.getName();
        String onTarget = REASONS.get(name + " " + contract.target);
        return onTarget == null ? REASONS.get(name) : onTarget;
    }
}
