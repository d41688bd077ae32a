package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.OdooVersion;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.internal.value.WireArguments;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.resilience.CallSafety;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A client: a shared session, and what its calls have of their own. */
final class DefaultOdooClient implements OdooClient {
    private final Session session;
    private final CallContext context;
    private final @Nullable CallSafety safety;
    private final Duration timeout;

    DefaultOdooClient(Session session, CallContext context, @Nullable CallSafety safety, Duration timeout) {
        this.session = session;
        this.context = context;
        this.safety = safety;
        this.timeout = timeout;
    }

    @Override
    public <M> Model<M> model(ModelType<M> type) {
        return new DefaultModel<>(this, type);
    }

    @Override
    public @Nullable Object call(String model, String method, List<?> args, Map<String, ?> kwargs) {
        return call(model, method, args, kwargs, Shape.any()).value();
    }

    <T> Answer<T> call(String model, String method, List<?> args, Map<String, ?> kwargs, Shape<T> shape) {
        if (!isModel(model)) {
            throw new IllegalArgumentException(
                    "'" + model + "' is no name of a model: it should look like res.partner");
        }
        if (!isWord(method, 0, method.length())) {
            throw new IllegalArgumentException(
                    "'" + method + "' is no name of a method: it should look like action_confirm");
        }
        RpcCall.OfModel call =
                new RpcCall.OfModel(model, method, WireArguments.list(args), withContext(WireArguments.map(kwargs)));
        return session.call(call, shape, safety != null ? safety : MethodSafety.of(method), Deadline.in(timeout));
    }

    /** Words with dots in between. Not a regular expression: this runs for each call. */
    static boolean isModel(String text) {
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isWord(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isWord(text, start, text.length());
    }

    private static boolean isWord(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_') {
                return false;
            }
        }
        return start < end;
    }

    /** An empty context stays away, so that the user's own settings hold. */
    private Map<String, @Nullable Object> withContext(Map<String, @Nullable Object> kwargs) {
        Object own = kwargs.get("context");
        if (own == null && context.asMap().isEmpty()) {
            return kwargs;
        }
        Map<String, @Nullable Object> merged = WireArguments.map(context.asMap());
        if (own instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> merged.put((String) key, value));
        } else if (own != null) {
            throw new IllegalArgumentException("the argument 'context' must be a map or a CallContext");
        }
        if (merged.isEmpty()) {
            return kwargs;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(kwargs);
        all.put("context", merged);
        return all;
    }

    Set<String> fieldNames(String model) {
        return session.fieldNames(model, Deadline.in(timeout));
    }

    Executor background() {
        return session.background();
    }

    CallInterruptedException interrupted(String model, String method, InterruptedException cause) {
        return session.interrupted(model, method, cause);
    }

    @Override
    public OdooVersion version() {
        return session.version(Deadline.in(timeout));
    }

    @Override
    public long uid() {
        return session.uid(Deadline.in(timeout));
    }

    @Override
    public Protocol protocol() {
        return session.protocol(Deadline.in(timeout));
    }

    @Override
    public CallContext context() {
        return context;
    }

    @Override
    public OdooClient withContext(CallContext other) {
        return new DefaultOdooClient(session, Objects.requireNonNull(other), safety, timeout);
    }

    @Override
    public OdooClient withCallSafety(CallSafety other) {
        return new DefaultOdooClient(session, context, Objects.requireNonNull(other), timeout);
    }

    @Override
    public OdooClient withCallTimeout(Duration other) {
        if (other.isNegative()) {
            throw new IllegalArgumentException("the timeout must not be negative");
        }
        return new DefaultOdooClient(session, context, safety, other);
    }

    @Override
    public void close() {
        session.close();
    }
}
