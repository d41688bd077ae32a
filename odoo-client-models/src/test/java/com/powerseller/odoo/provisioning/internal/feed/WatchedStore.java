package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** A store in memory that tells of hints, and fails before or after its methods when it is told to. */
final class WatchedStore {
    final MemoryStore memory = new MemoryStore();
    Consumer<ReceivedHint> onHint = hint -> {};
    Failing failing = (method, isDone) -> false;

    interface Failing {
        boolean fails(String method, boolean isDone);
    }

    SignalStore store() {
        return (SignalStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SignalStore.class}, (proxy, method, arguments) -> {
                    failIf(failing.fails(method.getName(), false));
                    Object result;
                    try {
                        result = method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("add")) {
                        ((Collection<?>) arguments[0]).forEach(hint -> onHint.accept((ReceivedHint) hint));
                    }
                    failIf(failing.fails(method.getName(), true));
                    return result;
                });
    }

    private static void failIf(boolean fails) {
        if (fails) {
            throw new SignalStoreException(
                    "away", new SQLException(List.of("away").toString()));
        }
    }
}
