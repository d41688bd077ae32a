package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Translated fields have a text in each installed language; where there is none, the English one. */
class TranslationsContractTest extends ContractTest {
    private static final String TAG = "odoo.client.test.tag";
    private static final String FIELD = "translated_field";

    private OdooClient french() {
        return odoo().withLang("fr_FR");
    }

    private static Object value(OdooClient client, String model, long id, String field) {
        List<?> rows = (List<?>)
                Objects.requireNonNull(client.model(model).call("read", List.of(id), Map.of("fields", List.of(field))));
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get(field));
    }

    private static Values<Record> named(String name) {
        return new Values<Record>().set("name", name);
    }

    private @Nullable Object translate(OdooClient client, long id, String field, Map<String, ?> texts) {
        return client.model(TAG)
                .call("update_field_translations", List.of(id), Map.of("field_name", field, "translations", texts));
    }

    @Test
    void eachLanguageHasItsOwnText() {
        long tag = model(TAG).create(named("Red"));
        assertThat(value(french(), TAG, tag, "name")).isEqualTo("Red");

        french().model(TAG).update(tag, named("Rouge"));

        assertThat(value(odoo(), TAG, tag, "name")).isEqualTo("Red");
        assertThat(value(odoo().withLang("en_US"), TAG, tag, "name")).isEqualTo("Red");
        assertThat(value(french(), TAG, tag, "name")).isEqualTo("Rouge");
        assertThat(value(french(), TAG, tag, "display_name")).isEqualTo("Rouge");
    }

    @Test
    void aNewEnglishTextLeavesTheOtherLanguagesAlone() {
        long tag = model(TAG).create(named("Red"));
        french().model(TAG).update(tag, named("Rouge"));

        model(TAG).update(tag, named("Crimson"));

        assertThat(value(odoo(), TAG, tag, "name")).isEqualTo("Crimson");
        assertThat(value(french(), TAG, tag, "name")).isEqualTo("Rouge");
    }

    @Test
    void whatIsCreatedInAnotherLanguageIsTheEnglishTextToo() {
        long tag = french().model(TAG).create(named("Bleu"));

        assertThat(value(odoo(), TAG, tag, "name")).isEqualTo("Bleu");
        assertThat(value(french(), TAG, tag, "name")).isEqualTo("Bleu");
    }

    @Test
    void theFirstTextInAnyLanguageIsTheEnglishOneToo() {
        long test = create();

        french().model(TEST).update(test, new Values<Record>().set(FIELD, "salut"));

        assertThat(value(odoo(), TEST, test, FIELD)).isEqualTo("salut");
    }

    @Test
    void noTextInOneLanguageIsNoneInAll() {
        long test = create(new Values<ClientTest>().set(FIELD, "hello"));
        french().model(TEST).update(test, new Values<Record>().set(FIELD, "salut"));

        french().model(TEST).update(test, new Values<Record>().set(FIELD, false));

        assertThat(value(odoo(), TEST, test, FIELD)).isEqualTo(false);
        assertThat(value(french(), TEST, test, FIELD)).isEqualTo(false);
    }

    @Test
    void recordsAreFoundByTheTextInTheLanguageOfTheCall() {
        String english = unique();
        String french = unique();
        long tag = model(TAG).create(named(english));
        french().model(TAG).update(tag, named(french));

        assertThat(model(TAG).search(Domain.of("name", "=", english)).ids()).containsExactly(tag);
        assertThat(model(TAG).search(Domain.of("name", "=", french)).ids()).isEmpty();
        assertThat(french().model(TAG).search(Domain.of("name", "=", french)).ids())
                .containsExactly(tag);
        assertThat(french().model(TAG)
                        .search(Domain.of("name", "ilike", french))
                        .ids())
                .containsExactly(tag);
        assertThat(french().model(TAG).search(Domain.of("name", "=", english)).ids())
                .isEmpty();
    }

    @Test
    void aCopyHasAllLanguages() {
        long test = create(new Values<ClientTest>().set(FIELD, "hello"));
        french().model(TEST).update(test, new Values<Record>().set(FIELD, "salut"));

        long copy = model(TEST).copy(test, new Values<>());

        assertThat(value(odoo(), TEST, copy, FIELD)).isEqualTo("hello");
        assertThat(value(french(), TEST, copy, FIELD)).isEqualTo("salut");
    }

    @Test
    void otherTextsAreTheSameInAllLanguages() {
        long test = create(new Values<ClientTest>().set(ClientTest.CHAR, "hello"));

        french().model(TEST).update(test, new Values<Record>().set("char_field", "salut"));

        assertThat(value(odoo(), TEST, test, "char_field")).isEqualTo("salut");
    }

    @Test
    void aLanguageThatIsNotInstalledIsRefused() {
        long tag = model(TAG).create(named("Red"));

        assertThat(failure(UserErrorException.class, () -> value(odoo().withLang("de_DE"), TAG, tag, "name"))
                        .serverMessage())
                .contains("de_DE");
    }

    @Test
    void allTextsOfAFieldAtOnce() {
        long tag = model(TAG).create(named("Red"));
        french().model(TAG).update(tag, named("Rouge"));

        List<?> answer = (List<?>) Objects.requireNonNull(
                model(TAG).call("get_field_translations", List.of(tag), Map.of("field_name", "name")));

        assertThat(answer.get(1)).isEqualTo(Map.of("translation_type", "char", "translation_show_source", false));
        assertThat(Objects.requireNonNull(answer.get(0)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(
                        Map.of("lang", "fr_FR", "source", "Red", "value", "Rouge"),
                        Map.of("lang", "en_US", "source", "Red", "value", "Red"));
    }

    @Test
    void textsAreWrittenInSeveralLanguagesAtOnce() {
        long tag = model(TAG).create(named("Red"));

        assertThat(translate(odoo(), tag, "name", Map.of("fr_FR", "Rouge", "en_US", "Crimson")))
                .isEqualTo(true);

        assertThat(value(odoo(), TAG, tag, "name")).isEqualTo("Crimson");
        assertThat(value(french(), TAG, tag, "name")).isEqualTo("Rouge");
    }

    @Test
    void falseTakesATranslationAway() {
        long tag = model(TAG).create(named("Red"));
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("fr_FR", false);
        translate(odoo(), tag, "name", Map.of("fr_FR", "Rouge"));

        translate(odoo(), tag, "name", none);

        assertThat(value(french(), TAG, tag, "name")).isEqualTo("Red");
    }

    @Test
    void translationsIntoALanguageThatIsNotInstalledAreRefused() {
        long tag = model(TAG).create(named("Red"));

        failure(UserErrorException.class, () -> translate(odoo(), tag, "name", Map.of("de_DE", "Rot")));
    }

    @Test
    void translatingTakesTheRightToWrite() {
        long tag = model(TAG).create(named("Red"));

        failure(
                AccessErrorException.class,
                () -> translate(odooAs(Role.EMPLOYEE), tag, "name", Map.of("fr_FR", "Rouge")));
    }
}
