package dk.ledelseskatalog.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a test finds in a database, read past the code that wrote it. */
public final class Stored {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Database database;

  public Stored(Database database) {
    this.database = database;
  }

  /** The statements left for delivery, in the order they were left. */
  public List<JsonNode> statements() throws Exception {
    List<JsonNode> statements = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select statement from outbox_message order by id")) {
      while (rows.next()) {
        statements.add(JSON.readTree(rows.getBytes(1)));
      }
      connection.rollback();
    }
    return statements;
  }

  public int rows(String table) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select count(*) from " + table)) {
      rows.next();
      int count = rows.getInt(1);
      connection.rollback();
      return count;
    }
  }
}
