package com.powerseller.odoo.testkit.internal.orm.chatter;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The partners that follow the records of one model ({@code mail.followers}). */
public final class Followers {
    private static final String FOLLOWERS = "mail.followers";

    private final Environment environment;
    private final FakeModel model;

    public Followers(Environment environment, FakeModel model) {
        this.environment = environment.sudo();
        this.model = model;
    }

    /** Whether the user who calls follows a record. */
    public static boolean isFollowed(RecordSet record) {
        Environment environment = record.environment();
        return of(record).contains(partnerOf(environment, environment.uid()));
    }

    /** The partners that follow a record, the first of them first. */
    public static List<Long> of(RecordSet record) {
        Followers followers = new Followers(record.environment(), record.ofModel());
        return followers.followersOf(record.id()).stream()
                .map(followers::partner)
                .toList();
    }

    /** Carries out commands on the partners that follow records. */
    public static void set(RecordSet records, @Nullable Object commands) {
        Followers followers = new Followers(records.environment(), records.ofModel());
        for (long id : records.ids()) {
            followers.set(id, commands);
        }
    }

    /** {@code message_subscribe}: true. */
    public static Object subscribe(
            Environment environment, FakeModel model, List<Long> ids, List<Long> partners, List<Long> subtypes) {
        check(environment, model, ids, partners);
        if (Chatter.PARENTS.contains(model.name()) && !partners.isEmpty()) {
            throw new UnsupportedByFakeException(
                    "message_subscribe on " + model.name() + ", whose followers also follow what belongs to it");
        }
        Followers followers = new Followers(environment, model);
        FakeModel known = environment.model("res.partner");
        for (long id : ids) {
            for (long partner : partners) {
                if (known.has(partner) && known.isActive(partner)) {
                    followers.subscribe(id, partner, subtypes);
                }
            }
        }
        return true;
    }

    private void subscribe(long id, long partner, List<Long> subtypes) {
        if (!subtypes.isEmpty()) {
            Long before = follower(id, partner);
            if (before != null) {
                new Writes(environment, followers())
                        .write(List.of(before), Map.of("subtype_ids", List.of(List.of(6L, 0L, subtypes))));
                return;
            }
            add(id, partner, subtypes);
            return;
        }
        RecordSet record = environment.browse(environment.model("res.partner"), List.of(partner));
        boolean isExternal = record.has("partner_share") && record.flag("partner_share");
        add(id, partner, defaults(isExternal));
    }

    /** {@code message_unsubscribe}: true if there is nobody to take away, else null. */
    public static @Nullable Object unsubscribe(
            Environment environment, FakeModel model, List<Long> ids, List<Long> partners) {
        if (partners.isEmpty()) {
            return true;
        }
        check(environment, model, ids, partners);
        Followers followers = new Followers(environment, model);
        List<Long> gone = new ArrayList<>();
        for (long id : ids) {
            for (long partner : partners) {
                Long follower = followers.follower(id, partner);
                if (follower != null) {
                    gone.add(follower);
                }
            }
        }
        new Writes(environment.sudo(), followers.followers()).unlink(gone);
        return null;
    }

    /** Users may follow what they can read; who else does, says who may write. */
    private static void check(Environment environment, FakeModel model, List<Long> ids, List<Long> partners) {
        for (long id : ids) {
            if (!model.has(id)) {
                throw PythonException.missingRecord(model.name(), id, environment.uid());
            }
        }
        boolean isOwn = partners.equals(List.of(partnerOf(environment, environment.uid())));
        Operation operation = isOwn ? Operation.READ : Operation.WRITE;
        environment.access().check(model, operation);
        environment.access().check(model, ids, operation);
    }

    /** Lets the user who calls follow new records. */
    void creator(List<Long> ids) {
        FakeModel users = environment.model("res.users");
        if (users.isActive(environment.uid())) {
            long partner = partnerOf(environment, environment.uid());
            List<Long> subtypes = defaults(false);
            ids.forEach(id -> add(id, partner, subtypes));
        }
    }

    /** Lets a partner follow a record, unless it does. */
    void add(long id, long partner, @Nullable List<Long> subtypes) {
        if (!environment.database().knows(FOLLOWERS) || follower(id, partner) != null) {
            return;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("res_model", model.name());
        values.put("res_id", id);
        values.put("partner_id", partner);
        values.put("subtype_ids", List.of(List.of(6L, 0L, subtypes == null ? defaults(false) : subtypes)));
        new Writes(environment, followers()).create(List.of(values));
    }

    private void set(long id, @Nullable Object commands) {
        for (Object command : commands instanceof List<?> list ? list : List.of()) {
            if (!(command instanceof List<?> parts) || parts.size() < 2) {
                throw new UnsupportedByFakeException("this value of message_partner_ids: " + commands);
            }
            switch (Python.str(parts.get(0))) {
                case "4" -> subscribe(id, (Long) parts.get(1), List.of());
                case "3" -> keep(id, partner -> partner != (Long) parts.get(1));
                case "5" -> keep(id, partner -> false);
                case "6" -> {
                    List<?> partners = (List<?>) parts.get(2);
                    keep(id, partners::contains);
                    partners.forEach(partner -> subscribe(id, (Long) partner, List.of()));
                }
                default -> throw new UnsupportedByFakeException("the command " + parts + " of message_partner_ids");
            }
        }
    }

    private void keep(long id, LongPredicate wanted) {
        List<Long> gone = new ArrayList<>(followersOf(id));
        gone.removeIf(follower -> wanted.test(partner(follower)));
        new Writes(environment, followers()).unlink(gone);
    }

    /** The partners that follow a record for messages of a subtype. */
    List<Long> partners(long id, long subtype) {
        FakeField subtypes = followers().existing("subtype_ids");
        return followersOf(id).stream()
                .filter(follower ->
                        followers().kept(follower, subtypes) instanceof List<?> wanted && wanted.contains(subtype))
                .map(this::partner)
                .toList();
    }

    private List<Long> followersOf(long id) {
        if (!environment.database().knows(FOLLOWERS)) {
            return List.of();
        }
        FakeField name = followers().existing("res_model");
        return followers().table().having(followers().existing("res_id").column(), List.of(id)).stream()
                .filter(one -> model.name().equals(followers().kept(one, name)))
                .toList();
    }

    private @Nullable Long follower(long id, long partner) {
        return followersOf(id).stream()
                .filter(one -> partner(one) == partner)
                .findFirst()
                .orElse(null);
    }

    private long partner(long follower) {
        return (Long)
                Objects.requireNonNull(followers().kept(follower, followers().existing("partner_id")));
    }

    private FakeModel followers() {
        return environment.model(FOLLOWERS);
    }

    /** The subtypes that one follows unless one says otherwise. */
    private List<Long> defaults(boolean isExternal) {
        FakeModel subtypes = environment.model("mail.message.subtype");
        List<Long> defaults = new ArrayList<>();
        for (Records subtype : environment
                .browse(subtypes, List.copyOf(subtypes.table().ids()))
                .each()) {
            String of = subtype.text("res_model");
            boolean isOfModel = of.isEmpty() || of.equals(model.name());
            if (subtype.flag("default") && isOfModel && !(isExternal && subtype.flag("internal"))) {
                defaults.add(subtype.id());
            }
        }
        return defaults;
    }

    /** The partner that a user is. */
    static long partnerOf(Environment environment, long uid) {
        FakeModel users = environment.model("res.users");
        return (Long) Objects.requireNonNull(users.kept(uid, users.existing("partner_id")));
    }
}
