package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.PropertiesField;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.Reference;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.X2ManyField;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model {@code odoo.client.test} of the test addon, written as the generator would. */
final class ClientTest extends RecordView {
    static final ModelType<ClientTest> TYPE = ModelType.of("odoo.client.test", ClientTest::new);

    static final TextField<ClientTest> NAME = TYPE.charField("name");
    static final BooleanField<ClientTest> ACTIVE = TYPE.booleanField("active");
    static final Many2OneField<ClientTest, ClientTest> PARENT_ID = TYPE.many2oneField("parent_id", "odoo.client.test");
    static final X2ManyField<ClientTest, ClientTest> CHILD_IDS = TYPE.one2manyField("child_ids", "odoo.client.test");
    static final Many2OneField<ClientTest, Record> GROUP_ID = TYPE.many2oneField("group_id", "odoo.client.test.group");
    static final TextField<ClientTest> CHAR = TYPE.charField("char_field");
    static final TextField<ClientTest> SIZED_CHAR = TYPE.charField("sized_char_field");
    static final TextField<ClientTest> TRANSLATED = TYPE.charField("translated_field");
    static final TextField<ClientTest> TEXT = TYPE.textField("text_field");
    static final TextField<ClientTest> HTML = TYPE.htmlField("html_field");
    static final ScalarField<ClientTest, Long> INTEGER = TYPE.integerField("integer_field");
    static final ScalarField<ClientTest, Long> BIG_INTEGER = TYPE.integerField("big_integer_field");
    static final ScalarField<ClientTest, Double> FLOAT = TYPE.floatField("float_field");
    static final ScalarField<ClientTest, Double> FLOAT_DIGITS = TYPE.floatField("float_digits_field");
    static final ScalarField<ClientTest, BigDecimal> MONETARY = TYPE.monetaryField("monetary_field");
    static final Many2OneField<ClientTest, Record> CURRENCY_ID = TYPE.many2oneField("currency_id", "res.currency");
    static final BooleanField<ClientTest> BOOLEAN = TYPE.booleanField("boolean_field");
    static final ScalarField<ClientTest, LocalDate> DATE = TYPE.dateField("date_field");
    static final ScalarField<ClientTest, Instant> DATETIME = TYPE.datetimeField("datetime_field");
    static final ScalarField<ClientTest, String> SELECTION = TYPE.selectionField("selection_field");
    static final Many2OneField<ClientTest, Record> PARTNER_ID = TYPE.many2oneField("partner_id", "res.partner");
    static final X2ManyField<ClientTest, Record> LINE_IDS = TYPE.one2manyField("line_ids", "odoo.client.test.line");
    static final X2ManyField<ClientTest, Record> TAG_IDS = TYPE.many2manyField("tag_ids", "odoo.client.test.tag");
    static final ScalarField<ClientTest, byte[]> BINARY = TYPE.binaryField("binary_field");
    static final ScalarField<ClientTest, byte[]> BINARY_COLUMN = TYPE.binaryField("binary_column_field");
    static final ScalarField<ClientTest, byte[]> IMAGE = TYPE.binaryField("image_field");
    static final ScalarField<ClientTest, Reference> REFERENCE = TYPE.referenceField("reference_field");
    static final TextField<ClientTest> RES_MODEL = TYPE.charField("res_model");
    static final ScalarField<ClientTest, Long> RES_ID = TYPE.many2oneReferenceField("res_id");
    static final ScalarField<ClientTest, JsonValue> JSON = TYPE.jsonField("json_field");
    static final PropertiesField<ClientTest> PROPERTIES = TYPE.propertiesField("properties_field");
    static final TextField<ClientTest> COMPANY_DEPENDENT = TYPE.charField("company_dependent_field");
    static final TextField<ClientTest> DEFAULT = TYPE.charField("default_field");
    static final TextField<ClientTest> NOT_COPIED = TYPE.charField("not_copied_field");
    static final TextField<ClientTest> RESTRICTED = TYPE.charField("restricted_field");
    static final BooleanField<ClientTest> SECRET = TYPE.booleanField("secret");
    static final TextField<ClientTest> COMPUTED = TYPE.charField("computed_field");
    static final ScalarField<ClientTest, Double> STORED_COMPUTED = TYPE.floatField("stored_computed_field");
    static final TextField<ClientTest> RELATED = TYPE.charField("related_field");
    static final TextField<ClientTest> UNIQUE = TYPE.charField("unique_field");
    static final ScalarField<ClientTest, Long> PERCENT = TYPE.integerField("percent_field");
    static final TextField<ClientTest> CONSTRAINED = TYPE.charField("constrained_field");
    static final ScalarField<ClientTest, Instant> CREATE_DATE = TYPE.datetimeField("create_date");

    private ClientTest(Record record) {
        super(record);
    }

    /** Any field's value. */
    <T> @Nullable T value(Field<ClientTest, T> field) {
        return record().get(field);
    }

    /** The ids in an x2many field. */
    List<Long> ids(X2ManyField<ClientTest, ?> field) {
        return get(field);
    }
}
