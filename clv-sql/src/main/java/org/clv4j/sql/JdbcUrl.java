package org.clv4j.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of databases, and how to show them without a password. */
public final class JdbcUrl {
  private static final String HIDDEN = "***";
  private static final String SECRET_NAME = "[\\w.-]*(?:password|passwd|pwd|secret|token)[\\w.-]*";

  /** {@code ?password=x}, {@code ;PASSWORD=x}, {@code password="x"} and the like. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)(\\b" + SECRET_NAME + "\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|\\{[^}]*}|[^&;,)\\s]*)");

  /** {@code //user:password@host} and Oracle's {@code user/password@host}. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?i)((?://|thin:|oci:)[^/:@\\s]*[:/])(?:[^\\s]*)(?=@)");

  private JdbcUrl() {}

  /**
   * Whether a text is an address of a database.
   *
   * @param text such as {@code jdbc:postgresql://localhost/shop}
   * @return true if it begins with {@code jdbc:}
   */
  public static boolean is(String text) {
    return text.toLowerCase(Locale.ROOT).startsWith("jdbc:");
  }

  /**
   * A text in which passwords are hidden: those of parameters such as {@code password=…} and {@code
   * //user:…@host}.
   *
   * @param text an address, or a message that may hold one
   * @return fit to be shown
   */
  public static String redact(String text) {
    String hidden = PARAMETER.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
    return USER_INFO.matcher(hidden).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
  }

  /** The same, and without a given secret wherever it stands. */
  static String redact(String text, @Nullable String secret) {
    String shown = secret == null || secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    return redact(shown);
  }

  /**
   * Opens a connection.
   *
   * @param url the address
   * @param user the user, or null for that of the address or of the driver
   * @param password the password, or null for that of the address or of the driver
   * @return the connection, which the caller closes
   * @throws DatabaseException if that fails; the message holds no password
   */
  public static Connection open(String url, @Nullable String user, @Nullable String password)
      throws DatabaseException {
    Properties login = new Properties();
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    try {
      return DriverManager.getConnection(url, login);
    } catch (SQLException | RuntimeException e) {
      String message = String.valueOf(e.getMessage()).strip();
      String reason =
          "08001".equals(e instanceof SQLException sql ? sql.getSQLState() : null)
                  && message.startsWith("No suitable driver")
              ? "there is no driver for it on the class path"
              : redact(message.replace(url, redact(url)), password);
      // The driver's exception may hold the password.
      throw new DatabaseException(redact(url, password) + ": " + reason, null);
    }
  }
}
