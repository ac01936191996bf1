package io.crossfade.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.metrics.cost.CostKey;
import io.crossfade.metrics.cost.CostSums;
import io.crossfade.metrics.cost.DayCost;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code costs} as records; the same SQL for both kinds of store. */
final class CostTable {
  private static final int DAYS_KEPT = 400;
  private static final JsonMapper JSON = new JsonMapper();

  private static final String UPSERT =
      """
      INSERT INTO costs
        (day, dimension, name, answers, unpriced, prompt_tokens, completion_tokens, dollars)
      VALUES (?,?,?,?,?,?,?,?)
      ON CONFLICT (day, dimension, name) DO UPDATE SET
        answers = excluded.answers, unpriced = excluded.unpriced,
        prompt_tokens = excluded.prompt_tokens, completion_tokens = excluded.completion_tokens,
        dollars = excluded.dollars\
      """;

  private CostTable() {}

  /** Writes all of it or nothing. */
  static void keep(Connection connection, List<DayCost> costs, LocalDate today)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      for (DayCost cost : costs) {
        fill(upsert, cost);
        upsert.addBatch();
      }
      upsert.executeBatch();
      forget(connection, today.minusDays(DAYS_KEPT));
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void fill(PreparedStatement upsert, DayCost cost) throws SQLException {
    CostSums sums = cost.sums();
    upsert.setString(1, cost.day().toString());
    upsert.setString(2, cost.key().dimension());
    upsert.setString(3, name(cost.key().parts()));
    upsert.setLong(4, sums.answers());
    upsert.setLong(5, sums.unpriced());
    upsert.setLong(6, sums.promptTokens());
    upsert.setLong(7, sums.completionTokens());
    upsert.setDouble(8, sums.dollars());
  }

  private static void forget(Connection connection, LocalDate before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM costs WHERE day < ?")) {
      delete.setString(1, before.toString());
      delete.executeUpdate();
    }
  }

  static List<DayCost> between(Connection connection, LocalDate from, LocalDate to)
      throws SQLException {
    String sql =
        "SELECT day, dimension, name, answers, unpriced, prompt_tokens, completion_tokens, dollars"
            + " FROM costs WHERE day >= ? AND day <= ? ORDER BY day, dimension, name";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, from.toString());
      select.setString(2, to.toString());
      try (ResultSet rows = select.executeQuery()) {
        List<DayCost> costs = new ArrayList<>();
        while (rows.next()) {
          cost(rows).ifPresent(costs::add);
        }
        return List.copyOf(costs);
      }
    }
  }

  private static Optional<DayCost> cost(ResultSet row) throws SQLException {
    LocalDate day = LocalDate.parse(row.getString(1));
    CostSums sums =
        new CostSums(
            row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), row.getDouble(8));
    return CostKey.of(row.getString(2), parts(row.getString(3)))
        .map(key -> new DayCost(day, key, sums));
  }

  private static String name(List<String> parts) {
    try {
      return JSON.writeValueAsString(parts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts has a form in JSON", e);
    }
  }

  /** Nothing for what somebody wrote by hand. */
  private static List<String> parts(String name) {
    try {
      return JSON.readValue(name, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
