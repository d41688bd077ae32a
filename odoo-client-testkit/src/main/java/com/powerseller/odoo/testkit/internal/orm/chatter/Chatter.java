package com.powerseller.odoo.testkit.internal.orm.chatter;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.model.ModelChatter;
import com.powerseller.odoo.testkit.model.ModelChatter.Creation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a model's chatter does of its own when records are created and written, unless the context says not to. */
public final class Chatter {
    /** The models whose followers also follow what belongs to their records. */
    static final Set<String> PARENTS = Set.of("crm.team", "project.project");

    private final Environment environment;
    private final FakeModel model;

    private Chatter(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** Whether the records of a model have messages. */
    public static boolean isOn(FakeModel model) {
        FakeField messages = model.field("message_ids");
        return messages != null && messages.schema().inverse() != null;
    }

    /** That of a model within a call; null if there is none, or if it is to do nothing. */
    public static @Nullable Chatter of(Environment environment, FakeModel model) {
        boolean isAsked = isOn(model)
                && !Python.isTrue(environment.context().get("tracking_disable"))
                && environment.database().knows("mail.message");
        return isAsked ? new Chatter(environment, model) : null;
    }

    /** After records were created with these values. */
    public void created(List<Long> ids, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        ModelChatter chatter = model.definition().chatter();
        if (!chatter.isUnfollowed() && !isAsked("mail_create_nosubscribe")) {
            new Followers(environment, model).creator(ids);
        }
        for (int i = 0; i < ids.size(); i++) {
            Map<String, ? extends @Nullable Object> row = rows.get(i);
            Object given = row.containsKey("user_id")
                    ? row.get("user_id")
                    : environment.context().get("default_user_id");
            assigned(List.of(ids.get(i)), given);
        }
        if (!chatter.isSilent() && !isAsked("mail_create_nolog")) {
            ids.forEach(this::log);
        }
    }

    private void log(long id) {
        Messages messages = new Messages(environment, model);
        Function<com.powerseller.odoo.testkit.model.Records, Creation> creation =
                model.definition().chatter().creation();
        if (creation == null) {
            messages.note(id, "<p>" + model.definition().label() + " created</p>");
            return;
        }
        Creation said = creation.apply(environment.browse(model, List.of(id)));
        String text = "<p>" + Messages.escaped(said.text()) + "</p>";
        if (said.subtype() == null) {
            messages.note(id, text);
        } else {
            messages.say(id, "<div summary=\"o_mail_notification\">" + text + "</div>", said.subtype());
        }
    }

    /** Before records are written. */
    public void beforeWrite(List<Long> ids) {
        if (!isAsked("mail_notrack")) {
            environment.transaction().tracking().beforeWrite(environment, model, ids);
        }
    }

    /** Before a stored field of a record is worked out anew. */
    public void beforeComputation(long id, FakeField field) {
        if (!isAsked("mail_notrack")) {
            environment.transaction().tracking().beforeComputation(environment, model, id, field);
        }
    }

    /** After records were written. */
    public void written(List<Long> ids, Map<String, ? extends @Nullable Object> values) {
        if (values.containsKey("user_id")) {
            assigned(ids, values.get("user_id"));
        }
    }

    /** Whoever becomes responsible for a record follows it, and is told so unless that is the user who says so. */
    private void assigned(List<Long> ids, @Nullable Object user) {
        FakeField responsible = model.field("user_id");
        boolean isWatched = responsible != null
                && model.definition().chatter().tracked().contains("user_id")
                && responsible.schema().relation() != null;
        if (!isWatched
                || !(user instanceof Long uid)
                || !environment.model("res.users").has(uid)) {
            return;
        }
        long partner = Followers.partnerOf(environment, uid);
        for (long id : ids) {
            new Followers(environment, model).add(id, partner, null);
            if (uid != environment.uid() && !isAsked("mail_auto_subscribe_no_notify")) {
                new Messages(environment, model).assign(id, partner);
            }
        }
    }

    private boolean isAsked(String key) {
        return Python.isTrue(environment.context().get(key));
    }
}
