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
    void patternsCostOneSearchAndModelsOneRequestForBoundedAttributes() throws Exception {
        pull("res.*", "sale.*");

        assertThat(odoo.calls).hasSize(4);
        assertThat(odoo.calls.get(0)).startsWith("ir.model search_read");
        assertThat(odoo.calls.subList(1, 4))
                .allMatch(call -> call.contains(" fields_get [[],[\"type\",\"string\",") && !call.contains("help"));
    }

    @Test
    void namesCostNoSearch() throws Exception {
        odoo.modelsMayBeListed = false;

        pull("res.partner");

        assertThat(odoo.calls).hasSize(1);
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
                .hasMessageContaining("http://");
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
    void addedFieldsCanBeAllowed() throws Exception {
        pull("res.partner");
        odoo.models.put("res.partner", Map.of("name", NAME, "state", selection("draft", "done"), "ref", NAME));
        CheckMojo mojo = checker();
        mojo.allowAddedFields = true;

        mojo.execute();

        assertThat(log.lines("error")).isEmpty();
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
    void schemasOfAnotherSeriesAreNotCompared() throws Exception {
        pull("res.partner");
        odoo.series = "19.0";

        assertThatThrownBy(checker()::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no schema of Odoo 19.0")
                .hasMessageContaining("[18.0]");
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

    /** Settings with the server {@code acme}, whose password is decrypted to the stub's if it is {@code {encrypted}}. */
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
                        : server(broken ? password : StubOdoo.SECRET));
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
