package com.powerseller.odoo.testkit.internal.orm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records that refer to others by the name of a model and an id, and that go with them: external ids, attachments, messages, followers. */
final class RecordsAbout {
    /** The models, each with its field that names a model. */
    private static final Map<String, String> MODELS = Map.of(
            "ir.model.data",
            "model",
            "ir.attachment",
            "res_model",
            "mail.message",
            "model",
            "mail.followers",
            "res_model");

    private RecordsAbout() {}

    /** Deletes what there is about a record. */
    static void delete(Environment environment, FakeModel model, long id) {
        MODELS.forEach((name, modelField) -> {
            if (environment.database().models().hasRecords(name)) {
                FakeModel about = environment.model(name);
                int column = about.existing(modelField).column();
                List<Long> gone = about.table().having(about.existing("res_id").column(), List.of(id)).stream()
                        .filter(one -> model.name().equals(about.table().get(one, column)))
                        .toList();
                if (!gone.isEmpty()) {
                    new Writes(environment.sudo(), about).unlink(gone);
                }
            }
        });
    }

    /** The field with the name of the model whose record the field {@code res_id} means. */
    static @Nullable FakeField modelField(FakeModel model) {
        FakeField name = model.field("res_model");
        FakeField found = name == null ? model.field("model") : name;
        return found == null || found.column() < 0 ? null : found;
    }
}
