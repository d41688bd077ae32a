package com.powerseller.odoo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals {@code pull} and {@code check}. */
class ServerMojosTest {
    private static final Map<String, Object> NAME = Map.of("type", "char", "string", "Name", "required", true);

    private final LogLines log = new LogLines();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StubOdoo odoo;

    @BeforeEach
    void start() throws IOException {
        odoo = new StubOdoo();
        odoo.models.put("res.partner", Map.of("name", NAME, "state", selection("draft", "done")));
        odoo.models.put("res.country", Map.of("name", NAME));
        odoo.models.put("sale.order", Map.of("partner_id", relation("many2one", "res.partner")));
    }

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void schemasAreWrittenByPatternAndByName() throws Exception {
        pull("res.*", "sale.order");

        assertThat(names()).containsExactly("18.0/res.country.json", "18.0/res.partner.json", "18.0/sale.order.json");
        assertThat(folder.resolve("18.0/res.partner.json")).hasContent("""
                {
                  "model": "res.partner",
                  "series": "18.0",
                  "source": "fields_get of Odoo 18.0",
                  "fields": {
                    "name": {"type": "char", "label": "Name", "required": true},
                    "state": {"type": "selection", "selection": [["draft", "draft"], ["done", "done"]]}
                  }
                }
                """);
        assertThat(log.lines("info"))
                .contains("[2/3] res.partner: 2 fields")
                .anyMatch(line -> line.contains("Pulling 3 models from " + odoo.url() + " (database acme), Odoo 18.0"));
    }

    @Test
    void patternsCostOneSearchSelectionsTwoAndModelsOneRequestForBoundedAttributes() throws Exception {
        odoo.models.put("res.users", Map.of("lang", selection("en_US"), "tz", selection("UTC")));
        odoo.unlistedSelections.put("res.users.lang", "partner_id.lang");

        pull("res.*", "sale.*");

        assertThat(odoo.calls.stream().filter(call -> call.startsWith("ir.model search_read")))
                .hasSize(1);
        assertThat(odoo.calls.stream().filter(call -> call.startsWith("ir.model.fields search_read")))
                .hasSize(2);
        assertThat(odoo.calls.stream().filter(call -> !call.startsWith("ir.model")))
                .hasSize(4)
                .allMatch(call -> call.contains(" fields_get [[],[\"type\",\"string\",") && !call.contains("help"));
    }

    @Test
    void namesOfModelsWithoutSelectionsCostNoSearch() throws Exception {
        pull("res.country");

        assertThat(odoo.calls).hasSize(1);
    }

    @Test
    void optionsThatTheServerComputesAreLeftOut() throws Exception {
        odoo.models.put("res.partner", Map.of("lang", selection("en_US", "fr_FR"), "type", selection("contact")));
        odoo.models.put(
                "res.users",
                Map.of(
                        "lang", selection("en_US", "fr_FR"),
                        "type", selection("contact"),
                        "partner_id", relation("many2one", "res.partner")));
        odoo.models.put(
                "sale.order",
                Map.of("user_id", relation("many2one", "res.users"), "user_lang", selection("en_US", "fr_FR")));
        odoo.unlistedSelections.putAll(Map.of(
                "res.partner.lang", "",
                "res.users.lang", "partner_id.lang",
                "res.users.type", "partner_id.type",
                "sale.order.user_lang", "user_id.partner_id.lang"));

        pull("res.partner", "res.users", "sale.order");

        assertThat(folder.resolve("18.0/res.partner.json"))
                .content()
                .contains("\"lang\": {\"type\": \"selection\", \"label\": \"state\"}", "[[\"contact\", \"contact\"]]");
        assertThat(folder.resolve("18.0/res.users.json"))
                .content()
                .contains("[[\"contact\", \"contact\"]]")
                .doesNotContain("fr_FR");
        assertThat(folder.resolve("18.0/sale.order.json")).content().doesNotContain("fr_FR");
    }

    @Test
    void timeZonesAreLeftOutAlthoughTheServerListsThem() throws Exception {
        odoo.models.put("res.partner", Map.of("tz", selection("Europe/Paris", "Etc/UTC")));

        pull("res.partner");

        assertThat(folder.resolve("18.0/res.partner.json")).content().doesNotContain("Europe/Paris");
        assertThat(odoo.calls).hasSize(1);
    }

    @Test
    void optionsThatTheServerComputesDoNotDrift() throws Exception {
        odoo.models.put("res.partner", Map.of("lang", selection("en_US", "fr_FR")));
        pull("res.partner"); // with the options, as from before they were known to be computed
        odoo.unlistedSelections.put("res.partner.lang", "");
        odoo.models.put("res.partner", Map.of("lang", selection("en_US")));

        checker().execute();

        assertThat(log.lines("error")).isEmpty();
    }

    @Test
    void aUserWhoMayNotAskForSelectionsGetsAllOptionsAndIsTold() throws Exception {
        odoo.unlistedSelections.put("res.partner.state", "");
        odoo.modelsMayBeListed = false;

        pull("res.partner", "res.country");

        assertThat(folder.resolve("18.0/res.partner.json")).content().contains("\"draft\"");
        assertThat(log.lines("warn")).singleElement().asString().contains("ir.model.fields, group 'Access Rights'");
    }

    @Test
    void fieldsThatCannotBeReadAreLeftOutAndObjectsAreNotBytes() throws Exception {
        odoo.models.put(
                "account.move",
                Map.of(
                        "needed_terms",
                        relation("binary"),
                        "tax_totals",
                        relation("binary"),
                        "seal",
                        relation("binary")));

        pull("account.move");
        checker().execute();

        assertThat(folder.resolve("18.0/account.move.json"))
                .content()
                .contains("\"seal\": {\"type\": \"binary\"}", "\"tax_totals\": {\"type\": \"json\"}")
                .doesNotContain("needed_terms");
        assertThat(log.lines("info")).contains("[1/1] account.move: 2 fields, without needed_terms");
    }

    @Test
    void theBoxesForAUsersGroupsAreLeftOut() throws Exception {
        odoo.models.put("res.users", Map.of("name", NAME, "sel_groups_1_9", NAME, "in_group_7", NAME));

        pull("res.users");

        assertThat(log.lines("info")).contains("[1/1] res.users: 1 fields, without in_group_7, sel_groups_1_9");
    }

    @Test
    void fieldsCanBeExcludedFromWhatIsPulledAndChecked() throws Exception {
        odoo.models.put("res.partner", Map.of("name", NAME, "message_ids", relation("one2many", "mail.message")));
        pull("res.partner");
        PullMojo puller = puller("res.partner");
        puller.excludedFields = List.of("*.message_*");
        CheckMojo checker = checker();
        checker.excludedFields = List.of("*.message_*");

        checker.execute(); // the file still has it
        puller.execute();
        checker.execute();

        assertThat(folder.resolve("18.0/res.partner.json")).content().doesNotContain("message_ids");
        assertThatThrownBy(checker()::execute).hasMessageContaining("differ in 1 thing");
    }

    @Test
    void binaryFieldsCanBeSaidToHoldObjects() throws Exception {
        odoo.models.put("res.partner", Map.of("x_totals", relation("binary"), "x_name", NAME));
        PullMojo mojo = puller("res.partner");
        mojo.jsonFields = List.of("res.partner.x_*");

        mojo.execute();

        assertThat(folder.resolve("18.0/res.partner.json"))
                .content()
                .contains("\"x_totals\": {\"type\": \"json\"}", "\"x_name\": {\"type\": \"char\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comment", "res.partner comment", ""})
    void whatIsNoFieldIsNamed(String field) {
        PullMojo mojo = puller("res.partner");
        mojo.excludedFields = List.of(field);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'" + field + "' in 'excludedFields' is neither a field");
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgain() throws Exception {
        pull("res.partner");
        pull("res.partner");

        assertThat(log.lines("info"))
                .anyMatch(line -> line.endsWith(" 1 of them new or changed"))
                .anyMatch(line -> line.endsWith(" 0 of them new or changed"));
    }

    @Test
    void filesOfModelsThatVanishedAreLeftAloneAndNamed() throws Exception {
        pull("res.*", "sale.order");
        odoo.models.remove("res.country");

        pull("res.*");

        assertThat(names()).hasSize(3);
        assertThat(log.lines("warn")).singleElement().asString().contains("no longer has res.country: delete");
    }

    @Test
    void allModelsThatAreUnknownAreNamedAndNothingIsWritten() {
        assertThatThrownBy(() -> pull("res.partner", "res.partnr", "x_nope"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("has no model res.partnr, x_nope: check the name");
        assertThat(names()).isEmpty();
    }

    @Test
    void aPatternThatMatchesNothingIsNamed() {
        assertThatThrownBy(() -> pull("res.*", "x_*"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("has no model that matches x_*: check the pattern");
    }

    @Test
    void aUserWhoMayNotListTheModelsIsToldWhatToDo() {
        odoo.modelsMayBeListed = false;

        assertThatThrownBy(() -> pull("res.*"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'Access Rights'")
                .hasMessageContaining("name the models one by one");
    }

    @Test
    void noModelsAreAnErrorWithAnExample() {
        assertThatThrownBy(this::pull)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("-Dodoo.models=res.partner,x_*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"res partner", "../res.partner", ""})
    void whatIsNoModelIsNamed(String model) {
        assertThatThrownBy(() -> pull(model))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'" + model + "' in 'models'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ODOO_URL", "ODOO_DB", "ODOO_LOGIN", "ODOO_PASSWORD"})
    void whatTheEnvironmentLacksIsNamed(String variable) {
        PullMojo mojo = puller("res.partner");
        mojo.environment.remove(variable);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining(variable)
                .hasMessageContaining("never from the pom");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        PullMojo mojo = puller("res.partner");
        mojo.environment.clear();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll(
                        "-Dodoo.url", "-Dodoo.database", "ODOO_LOGIN", "ODOO_API_KEY", "-Dodoo.serverId");
    }

    @Test
    void aWrongPasswordSaysSoAndIsNotShown() {
        PullMojo mojo = puller("res.partner");
        mojo.environment.put("ODOO_PASSWORD", "wr0ng-of-anna");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("check the login and the API key or password")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void aWrongDatabaseSaysSo() {
        PullMojo mojo = puller("res.partner");
        mojo.database = "acmee";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(odoo.url() + " (database acmee): ")
                .hasMessageContaining("check the database name");
    }

    @Test
    void aWrongAddressSaysSo() {
        PullMojo mojo = puller("res.partner");
        mojo.url = odoo.url() + "/shop";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("/shop")
                .hasMessageContaining("404");
    }

    @Test
    void anUnencryptedAddressOfAnotherMachineIsRefused() {
        PullMojo mojo = puller("res.partner");
        mojo.url = "http://odoo.example";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("http://")
                .hasMessageContaining("-Dodoo.allowPlainHttp");
    }

    @Test
    void loginAndSecretCanBeThoseOfAServerOfTheSettings() throws Exception {
        PullMojo mojo = puller("res.partner");
        mojo.environment.keySet().removeAll(List.of("ODOO_LOGIN", "ODOO_PASSWORD"));
        mojo.environment.put("ODOO_API_KEY", "of-somebody-else");
        useSettings(mojo, "{encrypted}");

        mojo.execute();

        assertThat(names()).hasSize(1);
    }

    @Test
    void aPasswordOfFortyHexadecimalDigitsCanBeToldFromAnApiKey() throws Exception {
        odoo.series = "19.0"; // an API key would go over JSON-2, which the stub has not
        odoo.secret = "0123456789abcdef0123456789abcdef01234567";
        PullMojo mojo = puller("res.country");
        useSettings(mojo, odoo.secret);

        assertThatThrownBy(mojo::execute).hasMessageContaining("/json/2/");
        mojo.authentication = "password";
        mojo.execute();

        assertThat(names()).containsExactly("19.0/res.country.json");
    }

    @Test
    void anApiKeyOfAnotherFormCanBeToldFromAPassword() {
        odoo.series = "19.0";
        PullMojo mojo = puller("res.country");
        useSettings(mojo, "{encrypted}");
        mojo.authentication = "apiKey";

        assertThatThrownBy(mojo::execute).hasMessageContaining("/json/2/");
    }

    @Test
    void whatTheSecretIsIsOneOfTwoThings() {
        PullMojo mojo = puller("res.country");
        useSettings(mojo, "{encrypted}");
        mojo.authentication = "token";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'authentication' is 'apiKey' or 'password'")
                .hasMessageContaining("'token'");
    }

    @Test
    void whatTheSecretIsIsAskedOfSettingsOnly() {
        PullMojo mojo = puller("res.country");
        mojo.authentication = "password";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("set 'serverId' too");
    }

    @Test
    void aServerOfTheSettingsWithoutALoginIsNamed() {
        PullMojo mojo = puller("res.partner");
        useSettings(mojo, "{encrypted}");
        mojo.settings.getServer("acme").setUsername(null);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("the <server> 'acme' of settings.xml needs a <username>");
    }

    @Test
    void aServerThatTheSettingsLackIsNamed() {
        PullMojo mojo = puller("res.partner");
        useSettings(mojo, "{encrypted}");
        mojo.serverId = "globex";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no <server> with the <id> 'globex'");
    }

    @Test
    void aSecretThatCannotBeDecryptedIsNotSent() {
        PullMojo mojo = puller("res.partner");
        useSettings(mojo, "{broken}");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("settings-security.xml");
        assertThat(odoo.calls).isEmpty();
    }

    @Test
    void noGoalTakesASecretFromThePom() {
        for (Class<?> type : List.of(PullMojo.class, CheckMojo.class, ServerMojo.class)) {
            assertThat(Arrays.stream(type.getDeclaredFields())
                            .filter(field -> !Modifier.isStatic(field.getModifiers()))
                            .map(Field::getName))
                    .noneMatch(name -> name.matches("(?i).*(password|key|secret|login|user).*"));
        }
    }

    @Test
    void schemasThatAreAsTheServerHasThemPass() throws Exception {
        pull("res.*");

        checker().execute();

        assertThat(log.lines("info")).last().asString().startsWith("2 schemas of Odoo 18.0 are as ");
        assertThat(log.lines("error")).isEmpty();
    }

    @Test
    void whatDiffersIsATableAndFailsTheBuild() throws Exception {
        pull("res.*", "sale.order");
        odoo.models.put(
                "res.partner",
                Map.of("ref", NAME, "state", selection("draft", "paused"), "active", relation("boolean")));
        odoo.models.put("sale.order", Map.of("partner_id", relation("many2one", "res.users")));
        odoo.models.remove("res.country");

        assertThatThrownBy(checker()::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("differ in 6 things");
        assertThat(String.join("\n", log.lines("error"))).isEqualTo("""
                        MODEL        FIELD       CHANGE     SCHEMA                   SERVER
                        res.country  -           removed    model                    -
                        res.partner  active      added      -                        boolean
                        res.partner  name        removed    char                     -
                        res.partner  ref         added      -                        char
                        res.partner  state       selection  has done                 has paused
                        sale.order   partner_id  relation   many2one of res.partner  many2one of res.users""");
    }

    @Test
    void addedFieldsCanBeAllowedAndAreListed() throws Exception {
        pull("res.partner");
        odoo.models.put("res.partner", Map.of("name", NAME, "state", selection("draft", "done"), "ref", NAME));
        CheckMojo mojo = checker();
        mojo.allowAddedFields = true;

        mojo.execute();

        assertThat(log.lines("error")).isEmpty();
        assertThat(log.lines("info")).anyMatch(line -> line.matches("res\\.partner +ref +added +- +char"));
        assertThat(log.lines("info")).last().asString().endsWith("has them, but for 1 added field");
    }

    @Test
    void addedFieldsThatAreAllowedDoNotHideWhatBreaks() throws Exception {
        pull("res.partner");
        odoo.models.put("res.partner", Map.of("name", NAME, "ref", NAME));
        CheckMojo mojo = checker();
        mojo.allowAddedFields = true;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("differ in 1 thing, not counting 1 added field (see the table)");
        assertThat(log.lines("error")).hasSize(3);
    }

    @Test
    void onlyTheModelsThatAreAskedForAreChecked() throws Exception {
        pull("res.*");
        odoo.models.put("res.partner", Map.of());
        CheckMojo mojo = checker();
        mojo.models = List.of("res.c*");

        mojo.execute();

        assertThat(log.lines("error")).isEmpty();
    }

    @Test
    void schemasOfAnotherSeriesAreNotComparedAndNothingToCompareIsAnError() throws Exception {
        pull("res.partner");
        odoo.series = "19.0";

        assertThatThrownBy(checker()::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no schema to compare")
                .hasMessageContaining("19.0")
                .hasMessageContaining("[18.0]");
        pull("res.partner");
        checker().execute();

        assertThat(log.lines("info"))
                .contains("not compared: the schemas of 18.0, since the server's series is 19.0")
                .anyMatch(line -> line.startsWith("1 schemas of Odoo 19.0 are as "));
    }

    @Test
    void aVariantIsComparedWithAServerThatHasIt() throws Exception {
        writeSubscriptions();
        odoo.models.put("sale.subscription", Map.of("name", NAME, "sale_subscription_line_ids", NAME));

        assertThatThrownBy(checker()::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("differ in 2 things");
        assertThat(log.lines("error"))
                .anyMatch(
                        line -> line.matches("sale\\.subscription +sale_subscription_line_ids +type +one2many .* char"))
                .anyMatch(line -> line.matches("sale\\.subscription +code +removed .*"));
        assertThat(log.lines("warn")).isEmpty();
    }

    @Test
    void aVariantIsNotComparedWithAnotherModelOfItsNameAndSaysSo() throws Exception {
        writeSubscriptions();
        odoo.models.put(
                "sale.subscription", Map.of("name", NAME, "code", NAME, "recurring_invoice_line_ids", NAME, "x", NAME));

        checker().execute();

        assertThat(log.lines("warn"))
                .containsExactly(
                        "not compared: sale.subscription of 18.0-oca: " + place() + " has another model of that name");
    }

    @Test
    void aVariantThatTheServerLacksIsNamed() throws Exception {
        writeSubscriptions();

        checker().execute();

        assertThat(log.lines("warn"))
                .containsExactly("not compared: sale.subscription of 18.0-oca: " + place() + " has no such model");
    }

    @Test
    void onlyOneOfTheVariantsOfAModelIsCompared() throws Exception {
        writeSubscriptions();
        odoo.models.put("sale.subscription", Map.of("name", NAME, "code", NAME, "recurring_invoice_line_ids", NAME));
        pull("sale.subscription");

        checker().execute();
        assertThat(log.lines("warn")).singleElement().asString().contains("of 18.0-oca: ");

        odoo.models.put(
                "sale.subscription", Map.of("name", NAME, "sale_subscription_line_ids", relation("one2many", "x")));
        assertThatThrownBy(checker()::execute).isInstanceOf(MojoFailureException.class);
        assertThat(log.lines("warn")).last().asString().contains("of 18.0: ");
    }

    @Test
    void theSameModelInTwoFoldersIsAnError() throws Exception {
        pull("res.country");
        CheckMojo mojo = checker();
        mojo.schemaDirectories = List.of(folder.toFile(), folder.toFile());

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("two schemas of res.country in series 18.0");
    }

    @Test
    void schemasThatWereNotPulledYetSayHowTheyAre() {
        CheckMojo mojo = checker();
        mojo.schemaDirectories = List.of(folder.resolve("none").toFile());

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("does not exist: the goal 'pull' makes it");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        PullMojo mojo = puller("res.country");
        mojo.schemaDirectory = Files.createFile(folder.resolve("file")).toFile();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining(mojo.schemaDirectory.getPath())
                .hasMessageContaining("check that the folder is one");
    }

    /** Odoo's own {@code sale.subscription} of 15.0, another one of 18.0, and {@code res.country}, so that there is always something to compare. */
    private void writeSubscriptions() throws Exception {
        pull("res.country");
        write(
                "15.0",
                "\"name\": {\"type\": \"char\"}, \"code\": {\"type\": \"char\"}, \"recurring_invoice_line_ids\": {\"type\": \"char\"}");
        write(
                "18.0-oca",
                "\"name\": {\"type\": \"char\"}, \"code\": {\"type\": \"char\"}, \"sale_subscription_line_ids\": {\"type\": \"one2many\", \"relation\": \"x\"}");
    }

    private void write(String series, String fields) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(series)).resolve("sale.subscription.json"),
                "{\"model\": \"sale.subscription\", \"series\": \"" + series + "\", \"fields\": {" + fields + "}}");
    }

    private String place() {
        return odoo.url() + " (database acme)";
    }

    private void pull(String... models) throws Exception {
        puller(models).execute();
    }

    private PullMojo puller(String... models) {
        PullMojo mojo = new PullMojo();
        mojo.setLog(log);
        mojo.environment = odoo.environment();
        mojo.models = List.of(models);
        mojo.schemaDirectory = folder.toFile();
        return mojo;
    }

    private CheckMojo checker() {
        CheckMojo mojo = new CheckMojo();
        mojo.setLog(log);
        mojo.environment = odoo.environment();
        mojo.schemaDirectories = List.of(folder.toFile());
        return mojo;
    }

    /** Settings with the server {@code acme}, whose password is decrypted to the stub's if it is {@code {encrypted}}, and cannot be if it is {@code {broken}}. */
    private static void useSettings(ServerMojo mojo, String password) {
        mojo.serverId = "acme";
        mojo.settings = new Settings();
        mojo.settings.addServer(server(password));
        boolean broken = password.equals("{broken}");
        List<SettingsProblem> problems = broken
                ? List.of(new DefaultSettingsProblem("broken", SettingsProblem.Severity.ERROR, "", 0, 0, null))
                : List.of();
        SettingsDecryptionResult result = (SettingsDecryptionResult) Proxy.newProxyInstance(
                ServerMojosTest.class.getClassLoader(),
                new Class<?>[] {SettingsDecryptionResult.class},
                (proxy, method, args) -> method.getName().equals("getProblems")
                        ? problems
                        : server(password.equals("{encrypted}") ? StubOdoo.SECRET : password));
        SettingsDecrypter decrypter = request -> result;
        mojo.decryptWith(decrypter);
    }

    private static Server server(String password) {
        Server server = new Server();
        server.setId("acme");
        server.setUsername("anna");
        server.setPassword(password);
        return server;
    }

    private List<String> names() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> relation(String type, String... model) {
        return model.length == 0 ? Map.of("type", type) : Map.of("type", type, "relation", model[0]);
    }

    private static Map<String, Object> selection(String... values) {
        return Map.of(
                "type",
                "selection",
                "string",
                "state",
                "selection",
                Stream.of(values).map(value -> List.of(value, value)).toList());
    }
}
