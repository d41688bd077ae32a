package com.powerseller.odoo.testkit.assertion;

import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.calls.ReceivedCall;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;

/** Assertions on a fake: what it was asked, and what its first database holds. */
public final class FakeOdooAssert extends AbstractAssert<FakeOdooAssert, FakeOdoo> {
    FakeOdooAssert(FakeOdoo fake) {
        super(fake, FakeOdooAssert.class);
    }

    /** A method of a model was called, whatever became of it. */
    public FakeOdooAssert received(String model, String method) {
        if (calls(model, method).isEmpty()) {
            throw failure("Expected a call of %s.%s, but there were only%n%s", model, method, actual.calls());
        }
        return this;
    }

    /** A method of a model was called so often, whatever became of the calls. */
    public FakeOdooAssert received(int times, String model, String method) {
        List<ReceivedCall> calls = calls(model, method);
        if (calls.size() != times) {
            throw failure(
                    "Expected %s calls of %s.%s, but there were %s:%n%s", times, model, method, calls.size(), calls);
        }
        return this;
    }

    /** A method of a model was not called. */
    public FakeOdooAssert didNotReceive(String model, String method) {
        return received(0, model, method);
    }

    /** All requests that came, in their order. */
    public ListAssert<ReceivedCall> calls() {
        return new ListAssert<>(actual.calls());
    }

    /** The calls of one method of a model, in their order. */
    public ListAssert<ReceivedCall> callsOf(String model, String method) {
        return new ListAssert<>(calls(model, method));
    }

    /** The ids of the records that a domain finds, archived ones included, in the model's order. */
    public ListAssert<Long> found(String model, List<?> domain) {
        return new ListAssert<>(actual.data().search(model, domain));
    }

    /** One record, which must exist. */
    public FakeRecordAssert hasRecord(String model, long id) {
        if (!actual.data().exists(model, id)) {
            throw failure("Expected a %s with the id %s", model, id);
        }
        return new FakeRecordAssert(actual, model, id);
    }

    /** There is no such record. */
    public FakeOdooAssert hasNoRecord(String model, long id) {
        if (actual.data().exists(model, id)) {
            throw failure("Expected no %s with the id %s", model, id);
        }
        return this;
    }

    private List<ReceivedCall> calls(String model, String method) {
        return actual.calls().stream().filter(call -> call.is(model, method)).toList();
    }
}
