package com.powerseller.odoo.maven;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import java.io.IOException;
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
    /** As Odoo makes them. */
    private static final Pattern API_KEY = Pattern.compile("[0-9a-f]{40}");

    /** The server's address, such as {@code https://acme.odoo.com}; the environment's {@code ODOO_URL} unless said here. */
    @Parameter(property = "odoo.url")
    @Nullable String url;

    /** The database; the environment's {@code ODOO_DB} unless said here. */
    @Parameter(property = "odoo.database")
    @Nullable String database;

    /**
     * The id of a {@code <server>} of settings.xml whose {@code <username>} is the login and whose {@code <password>} is the API key (40 hexadecimal digits) or the
     * password; Maven can keep it encrypted. The environment is asked unless this is said.
     */
    @Parameter(property = "odoo.serverId")
    @Nullable String serverId;

    /** Allows {@code http://} to hosts other than this machine: login and secret travel in the clear. */
    @Parameter(property = "odoo.allowPlainHttp", defaultValue = "false")
    boolean allowPlainHttp;

    /** The models, such as {@code res.partner}, and patterns of them, such as {@code res.*}. */
    @Parameter(property = "odoo.models")
    List<String> models = List.of();

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
            Map<String, String> access = access();
            String place = access.get("ODOO_URL") + " (database " + access.get("ODOO_DB") + ")";
            try (OdooClient odoo = client(access)) {
                execute(new LiveSchemas(odoo, place, getLog()), place, wanted);
            }
        } catch (GenerationException | OdooException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Reading or writing the schemas failed: " + e, e);
        }
    }

    private OdooClient client(Map<String, String> access) {
        OdooClient.Builder builder = OdooClient.builder();
        try {
            return (allowPlainHttp ? builder.allowPlainHttp() : builder)
                    .fromEnvironment(access)
                    .build();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new GenerationException(
                    e.getMessage()
                            + "; the plugin takes the address from 'url' or ODOO_URL, the database from 'database' or ODOO_DB, login and secret from the"
                            + " <server> of settings.xml that 'serverId' names or from ODOO_LOGIN and ODOO_API_KEY or ODOO_PASSWORD, never from the pom");
        }
    }

    /** The environment, with what the configuration says instead. */
    private Map<String, String> access() {
        Map<String, String> access = new HashMap<>(environment);
        if (url != null) {
            access.put("ODOO_URL", url);
        }
        if (database != null) {
            access.put("ODOO_DB", database);
        }
        if (serverId != null) {
            Server server = server(serverId);
            access.put("ODOO_LOGIN", server.getUsername());
            String secret = server.getPassword();
            boolean isKey = API_KEY.matcher(secret).matches();
            access.remove(isKey ? "ODOO_PASSWORD" : "ODOO_API_KEY");
            access.put(isKey ? "ODOO_API_KEY" : "ODOO_PASSWORD", secret);
        }
        return access;
    }

    private Server server(String id) {
        Server server = settings.getServer(id);
        if (server == null || server.getUsername() == null || server.getPassword() == null) {
            throw new GenerationException(
                    "settings.xml has no <server> with the <id> '" + id
                            + "', a <username> (the login) and a <password> (the API key or password): add it to ~/.m2/settings.xml");
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
