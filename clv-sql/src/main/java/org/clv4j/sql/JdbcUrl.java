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

  /** What was hidden before, and signs that end it: what follows stays. */
  private static final String HIDDEN_ALREADY = "\\*{3}(?=[:;,)}\\]'\"]*(?:[\\s&]|$))";

  /** Any part of a name, but for {@code pass}, with which harmless words begin too. */
  private static final String SECRET_NAME =
      "[\\w.-]*(?:(?:password|passwd|passcode|passphrase|pwd|secret|token|credential"
          + "|(?:access|account|api|auth|encryption|private|shared|signing|storage)[_.-]?key)"
          + "[\\w.-]*|pass)";

  private static final String SECRET = "(?im)(\\b" + SECRET_NAME + "[\"']?\\s*=\\s*)(?:";

  /** In an address {@code &} ends a value, and in doubt nothing does. */
  private static final Pattern BEFORE_AMPERSAND =
      Pattern.compile(SECRET + HIDDEN_ALREADY + "|[^&\\r\\n]*)");

  /** In some a semicolon does, unless it stands in braces or behind a backslash. */
  private static final Pattern BEFORE_SEMICOLON =
      Pattern.compile(
          SECRET
              + HIDDEN_ALREADY
              + "|\\{(?:[^}\\r\\n]|}})*}(?=\\s*(?:;|$))|(?:\\\\.|[^;\\r\\n])*)");

  private static final Pattern WITH_SEMICOLONS =
      Pattern.compile(
          "(?i)jdbc:(?:sqlserver|jtds|microsoft|h2|derby|hsqldb|db2|as400|duckdb|sqlite):.*",
          Pattern.DOTALL);

  /** Outside of an address nothing but the end of the line does. */
  private static final Pattern BEFORE_END =
      Pattern.compile(SECRET + HIDDEN_ALREADY + "|[^\\r\\n]*)");

  /** {@code password: 'x'} and the like. */
  private static final Pattern COLON =
      Pattern.compile(
          "(?i)(\\b\\w*(?:password|passwd|passcode|passphrase|pwd|secret)[\"']?:\\s*)(?:"
              + HIDDEN_ALREADY
              + "|\"[^\"]*\"(?![^\\s,)}])|'[^']*'(?![^\\s,)}])|\\S+)");

  /**
   * {@code SECRET 'x'}, {@code password := 'x'} and the like of SQL, also without an end. Whether a
   * backslash before a quote means it depends on the database: then all that follows is hidden.
   */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?i)(\\b(?:"
              + SECRET_NAME
              + "|identified\\s+by)[\"']?(?:\\s*(?::=|=>)\\s*|\\s+))"
              + "(?:E'(?:[^'\\\\]++|''|\\\\.)*+'?"
              + "|(?:N|U&)?'(?:[^'\\\\]++|''|\\\\(?!'))*+(?:'|(?s:.*))"
              + "|\\$(\\w*)\\$(?s:.*?)(?:\\$\\2\\$|\\z))");

  /** {@code //user:password@host} and Oracle's {@code user/password@host}. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?i)((?://|thin:|oci:)[^/:@\\s]*[:/])(?:[^\\s]*)(?=@)");

  private static final Pattern ADDRESS = Pattern.compile("(?i)\\bjdbc:");

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
   * A text in which passwords are hidden: those of parameters such as {@code password=…}, {@code
   * secret=…} or {@code api_key=…}, literals of SQL such as {@code SECRET '…'}, and of {@code
   * //user:…@host}. Where it is not sure where one ends, what follows is hidden too.
   *
   * @param text an address, or a message that may hold one
   * @return fit to be shown
   */
  public static String redact(String text) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      shown.append(redactPart(text.substring(from, address.start())));
      from = address.start();
    }
    return shown.append(redactPart(text.substring(from))).toString();
  }

  /** A text that holds no address, or begins with its only one. */
  private static String redactPart(String text) {
    String hidden = hide(COLON, hide(LITERAL, text));
    if (!is(text)) {
      return hide(USER_INFO, hide(BEFORE_END, hidden));
    }
    boolean semicolons = WITH_SEMICOLONS.matcher(text).matches();
    return hide(USER_INFO, hide(semicolons ? BEFORE_SEMICOLON : BEFORE_AMPERSAND, hidden));
  }

  private static String hide(Pattern secret, String text) {
    return secret.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
  }

  /** The same, and without a given secret wherever it stands. */
  static String redact(String text, @Nullable String secret) {
    String shown = secret == null || secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    return redact(shown);
  }

  /**
   * Opens a connection for reading. A file of DuckDB is opened for reading alone, so that none is
   * made by a mistyped name, and its results stream.
   *
   * @param url the address
   * @param user the user, or null for that of the address or of the driver
   * @param password the password, or null for that of the address or of the driver
   * @return the connection, which the caller closes
   * @throws DatabaseException if that fails; the message holds no password
   */
  public static Connection open(String url, @Nullable String user, @Nullable String password)
      throws DatabaseException {
    Properties login = DuckDb.properties(url);
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
