package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Effect;
import com.powerseller.odoo.testkit.fault.Fault;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.server.CallLog;
import com.powerseller.odoo.testkit.internal.server.Traffic;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/** One request on its way through the fake: it is logged, and things go wrong with it where they are to. For the thread that serves it. */
final class Exchange {
    private static final int SLOW_PIECES = 10;

    private final Traffic traffic;
    private CallLog.@Nullable Entry entry;
    private @Nullable String error;
    private @Nullable Effect onAnswer;

    Exchange(Traffic traffic) {
        this.traffic = traffic;
    }

    /** How a protocol says that it does not let somebody in. */
    interface Refusals {
        /** The refusal of a secret. */
        RuntimeException accessDenied();

        /** The refusal of a web session that is over. */
        RuntimeException sessionExpired();
    }

    /** There is no answer of Odoo's, but this happens instead. */
    static final class Instead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Effect effect;

        Instead(Effect effect) {
            super(effect.toString());
            this.effect = effect;
        }
    }

    /** Logs a request that named no call. */
    void log(ReceivedCall request) {
        if (entry == null) {
            entry = traffic.log().add(request);
        }
    }

    /** Carries a call out, unless something else is to happen. */
    <T extends @Nullable Object> T run(ReceivedCall call, Refusals refusals, Supplier<T> work) {
        entry = traffic.log().add(call);
        Fault fault = traffic.fault(call);
        if (fault != null && !fault.isAfterCommit()) {
            happen(fault.effect(), refusals);
        }
        T result;
        try {
            result = fault != null && fault.effect() instanceof Effect.Conflict conflict
                    ? Database.withConflicts(conflict.times(), work)
                    : work.get();
        } catch (PythonException e) {
            error = e.pythonName();
            throw e;
        }
        if (fault != null && fault.isAfterCommit()) {
            happen(fault.effect(), refusals);
        }
        return result;
    }

    private void happen(Effect effect, Refusals refusals) {
        if (effect instanceof Effect.Delay delay) {
            traffic.pause(delay.time());
        } else if (effect instanceof Effect.SlowBody || effect instanceof Effect.Truncated) {
            onAnswer = effect;
        } else if (effect instanceof Effect.Conflict) {
            return;
        } else if (effect instanceof Effect.OdooError refusal) {
            error = refusal.pythonClass();
            throw PythonException.of(refusal.pythonClass(), refusal.message());
        } else if (effect instanceof Effect.AccessDenied) {
            error = "odoo.exceptions.AccessDenied";
            throw refusals.accessDenied();
        } else if (effect instanceof Effect.SessionExpired) {
            error = "odoo.http.SessionExpiredException";
            throw refusals.sessionExpired();
        } else {
            throw new Instead(effect);
        }
    }

    /** The answer as it goes out. */
    MockResponse finish(HttpAnswer answer, boolean withBody) {
        answered(answer.status());
        if (onAnswer == null || !withBody) {
            return answer.build(withBody);
        }
        MockResponse.Builder response = answer.build(true).newBuilder();
        if (onAnswer instanceof Effect.SlowBody slow) {
            long piece = Math.max(1, answer.size() / SLOW_PIECES);
            // The first piece comes at once.
            response.throttleBody(piece, slow.time().toNanos() / SLOW_PIECES, TimeUnit.NANOSECONDS);
        } else {
            response.onResponseBody(new SocketEffect.CloseSocket());
        }
        return response.build();
    }

    /** What goes out in the place of an answer. */
    MockResponse finish(Instead instead) {
        if (instead.effect instanceof Effect.Page page) {
            HttpAnswer answer = Html.proxy(page.status(), page.title());
            page.headers().forEach(answer::header);
            answered(page.status());
            return answer.build(true);
        }
        SocketEffect end =
                instead.effect instanceof Effect.Hang ? SocketEffect.Stall.INSTANCE : new SocketEffect.CloseSocket();
        return new MockResponse.Builder().onResponseStart(end).build();
    }

    private void answered(int status) {
        if (entry != null) {
            entry.answered(status, error);
        }
    }
}
