package com.powerseller.odoo.maven;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/**
 * A goal that asks a live server. Who asks is never in the pom, which is shared and kept for ever: login and secret come from the environment ({@code ODOO_LOGIN}, and
 * {@code ODOO_API_KEY} or {@code ODOO_PASSWORD}) or from a server of settings.xml.
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class ServerMojo extends AbstractMojo {
    private static final String URL = "ODOO_URL";
    private static final String DATABASE = "ODOO_DB";
    private static final String LOGIN = "ODOO_LOGIN";
    private static final String KEY = "ODOO_API_KEY";
    private static final String PASSWORD = "ODOO_PASSWORD";

    /** As Odoo makes them. */
    private static final Pattern API_KEY = Pattern.compile("[0-9a-f]{40}");

    /** The server's address, such as {@code https://acme.odoo.com}; the environment's {@code ODOO_URL} unless said here. */
    @Parameter(property = "odoo.url")
    @Nullable String url;

    /** The database; the environment's {@code ODOO_DB} unless said here. */
    @Parameter(property = "odoo.database")
    @Nullable String database;

    /**
     * The id of a {@code <server>} of settings.xml whose {@code <username>} is the login and whose {@code <password>} is the API key or the password; Maven can keep it
     * encrypted. It counts for both; the environment is asked unless this is said.
     */
    @Parameter(property = "odoo.serverId")
    @Nullable String serverId;

    /**
     * What the {@code <password>} of the {@code <server>} is: {@code apiKey} or {@code password}. Unless said here, 40 hexadecimal digits are an API key, and anything else
     * is a password.
     */
    @Parameter(property = "odoo.authentication")
    @Nullable String authentication;

    /** Allows {@code http://} to hosts other than this machine: login and secret travel in the clear. */
    @Parameter(property = "odoo.allowPlainHttp", defaultValue = "false")
    boolean allowPlainHttp;

    /** The models, such as {@code res.partner}, and patterns of them, such as {@code res.*}. */
    @Parameter(property = "odoo.models")
    List<String> models = List.of();

    /**
     * Fields that nobody needs, such as {@code res.partner.comment}, and patterns of them, such as {@code *.message_*}: pulled schemas leave them out, and a check does not
     * look at them. Those of Odoo's own fields that cannot be read over RPC, such as {@code account.move.needed_terms}, are always left out.
     */
    @Parameter(property = "odoo.excludedFields")
    List<String> excludedFields = List.of();

    /**
     * Fields, and patterns of them, that Odoo calls binary although their values are no bytes but objects or lists: their type is json in the schema. Odoo's own, such as
     * {@code account.move.tax_totals}, are known.
     */
    @Parameter(property = "odoo.jsonFields")
    List<String> jsonFields = List.of();

    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    Settings settings;

    private SettingsDecrypter decrypter;

    Map<String, String> environment = System.getenv();

    @Inject
    final void decryptWith(SettingsDecrypter settingsDecrypter) {
        decrypter = settingsDecrypter;
    }

    /** What the goal does with the models. */
    abstract void execute(LiveSchemas server, String place, ModelPatterns wanted)
            throws IOException, MojoFailureException;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            ModelPatterns wanted = new ModelPatterns(models);
            FieldRules rules = new FieldRules(excludedFields, jsonFields);
            Map<String, String> access = access();
            String place = access.get(URL) + " (database " + access.get(DATABASE) + ")";
            try (OdooClient odoo = client(access)) {
                execute(new LiveSchemas(odoo, place, rules, getLog()), place, wanted);
            } catch (OdooException e) {
                throw new MojoExecutionException(place + ": " + e.getMessage(), e);
            }
        } catch (GenerationException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "Reading or writing the schemas failed: " + e
                            + ": check that the folder is one, and that you may read and write it",
                    e);
        }
    }

    private OdooClient client(Map<String, String> access) {
        OdooClient.Builder builder = OdooClient.builder();
        try {
            return (allowPlainHttp ? builder.allowPlainHttp() : builder)
                    .fromEnvironment(access)
                    .build();
        } catch (IllegalStateException e) {
            throw new GenerationException(e.getMessage() + " (-Dodoo.allowPlainHttp)");
        } catch (IllegalArgumentException e) {
            throw new GenerationException(String.valueOf(e.getMessage()));
        }
    }

    /** The environment, with what the configuration says instead. */
    private Map<String, String> access() {
        Map<String, String> access = new HashMap<>(environment);
        if (url != null) {
            access.put(URL, url);
        }
        if (database != null) {
            access.put(DATABASE, database);
        }
        if (serverId != null) {
            Server server = server(serverId);
            String secret = server.getPassword();
            boolean isKey = isApiKey(secret);
            access.put(LOGIN, server.getUsername());
            access.remove(isKey ? PASSWORD : KEY);
            access.put(isKey ? KEY : PASSWORD, secret);
        } else if (authentication != null) {
            throw new GenerationException(
                    "'authentication' says what the <password> of a <server> of settings.xml is: set"
                            + " 'serverId' too, or " + KEY + " or " + PASSWORD + " in the environment instead");
        }
        requireComplete(access);
        return access;
    }

    private static void requireComplete(Map<String, String> access) {
        List<String> missing = new ArrayList<>();
        if (lacks(access, URL)) {
            missing.add("the address ('url', -Dodoo.url or " + URL + ")");
        }
        if (lacks(access, DATABASE)) {
            missing.add("the database ('database', -Dodoo.database or " + DATABASE + ")");
        }
        if (lacks(access, LOGIN)) {
            missing.add("the login (" + LOGIN + ")");
        }
        if (lacks(access, KEY) && lacks(access, PASSWORD)) {
            missing.add("the secret (" + KEY + " or " + PASSWORD + ")");
        }
        if (!missing.isEmpty()) {
            throw new GenerationException("the plugin does not know " + String.join(", ", missing)
                    + "; login and secret come from the environment, or from the <server> of settings.xml that"
                    + " 'serverId' (-Dodoo.serverId) names, never from the pom");
        }
    }

    private static boolean lacks(Map<String, String> access, String name) {
        return access.getOrDefault(name, "").isBlank();
    }

    private boolean isApiKey(String secret) {
        if (authentication == null) {
            return API_KEY.matcher(secret).matches();
        }
        return switch (authentication) {
            case "apiKey" -> true;
            case "password" -> false;
            default ->
                throw new GenerationException(
                        "'authentication' is 'apiKey' or 'password', what the <password> of the <server> is, not '"
                                + authentication + "'");
        };
    }

    private Server server(String id) {
        Server server = settings.getServer(id);
        if (server == null) {
            throw new GenerationException(
                    "settings.xml has no <server> with the <id> '" + id
                            + "': add it to ~/.m2/settings.xml, with a <username> (the login) and a <password> (the API key or password)");
        }
        if (server.getUsername() == null || server.getPassword() == null) {
            throw new GenerationException(
                    "the <server> '" + id + "' of settings.xml needs a <username> (the login) and a"
                            + " <password> (the API key or password)");
        }
        SettingsDecryptionResult decrypted = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        if (!decrypted.getProblems().isEmpty()) {
            throw new GenerationException(
                    "the <password> of the <server> '" + id
                            + "' of settings.xml cannot be decrypted: check the master password in ~/.m2/settings-security.xml");
        }
        return decrypted.getServer();
    }
}
