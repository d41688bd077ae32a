package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.method.Arguments;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignature;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignatures;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code base}: the methods of every model that build on the others. */
public final class BaseModel implements Behaviour {
    /** The records that a method is called on, and its arguments by name. */
    record Call(RecordSet records, Arguments arguments) {
        Environment environment() {
            return records.environment();
        }

        FakeModel model() {
            return records.ofModel();
        }

        List<Long> ids() {
            return records.ids();
        }
    }

    /** What one of the methods does. */
    @FunctionalInterface
    private interface Body {
        @Nullable Object run(Call call);
    }

    @Override
    public void define(ModelDefinition model) {
        onRecords(model, "has_access", BaseModel::hasAccess);
        onRecords(model, "check_access", BaseModel::checkRule);
        onModel(model, "check_access_rights", BaseModel::checkRights);
        onRecords(model, "check_access_rule", BaseModel::checkRule);
        onRecords(model, "get_external_id", call -> new ExternalIds(call).byRecord());
        onRecords(model, "get_metadata", call -> new ExternalIds(call).metadata());
        onModel(model, "load", call -> new Import(call).load());
        onRecords(model, "export_data", call -> new Export(call).data());
        onRecords(model, "web_read", call -> new WebRead(call).read());
        onRecords(model, "web_save", call -> new WebRead(call).save());
        onRecords(model, "web_save_multi", call -> new WebRead(call).saveEach());
        onModel(model, "web_search_read", call -> new WebRead(call).search());
        onModel(model, "web_name_search", call -> new WebRead(call).byName());
        onRecords(model, "get_field_translations", call -> new FieldTranslations(call).get());
        onRecords(model, "update_field_translations", call -> new FieldTranslations(call).update());
        ChatterFields.define(model);
    }

    private static void onRecords(ModelDefinition model, String method, Body body) {
        model.method(method, call -> body.run(bound(model.model(), method, call)));
    }

    private static void onModel(ModelDefinition model, String method, Body body) {
        model.modelMethod(method, call -> body.run(bound(model.model(), method, call)));
    }

    private static Call bound(String model, String method, MethodCall call) {
        RecordSet records = (RecordSet) call.records();
        MethodSignature signature = records.environment().database().signature(model, method);
        if (signature == null) {
            throw MethodSignatures.unknown(records.environment().series(), model, method);
        }
        return new Call(records, Arguments.bind(model + "." + method, signature, call.positional(), call.named()));
    }

    private static boolean hasAccess(Call call) {
        Operation operation = Operation.of(call.arguments().get("operation"));
        Access access = call.environment().access();
        return access.isAllowed(call.model(), operation)
                && access.allowed(call.model(), call.ids(), operation).size()
                        == call.ids().size();
    }

    private static @Nullable Object checkRights(Call call) {
        Operation operation = Operation.of(call.arguments().get("operation"));
        boolean isQuiet = call.arguments().has("raise_exception")
                && Boolean.FALSE.equals(call.arguments().get("raise_exception"));
        if (isQuiet) {
            return call.environment().access().isAllowed(call.model(), operation);
        }
        call.environment().access().check(call.model(), operation);
        return call.environment().series().atLeast(com.powerseller.odoo.testkit.internal.orm.Series.V18) ? null : true;
    }

    private static @Nullable Object checkRule(Call call) {
        Operation operation = Operation.of(call.arguments().get("operation"));
        call.environment().access().check(call.model(), call.ids(), operation);
        return null;
    }

    /** The field of a call's model that an argument names. */
    static com.powerseller.odoo.testkit.internal.orm.FakeField field(Call call, String argument) {
        String name = Objects.requireNonNullElse(call.arguments().text(argument), "");
        com.powerseller.odoo.testkit.internal.orm.FakeField field = call.model().field(name);
        if (field == null) {
            throw PythonException.of("builtins.KeyError", "'" + name + "'");
        }
        return field;
    }
}
