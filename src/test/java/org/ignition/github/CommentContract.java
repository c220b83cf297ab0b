package org.ignition.github;

import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What GitHub's OpenAPI description (github/rest-api-description) says of requests for the comments
 * of an issue, and of their answers. So neither what we send nor what the tests let GitHub answer
 * is made up.
 */
final class CommentContract {

  private static final String DEFINITIONS = definitions();
  private static final String OF_ISSUE = "/repos/[^/?]+/[^/?]+/issues/[0-9]+/comments";
  private static final String ONE = "/repos/[^/?]+/[^/?]+/issues/comments/[0-9]+";

  /** Given to any request: a bad token, haste, a GitHub that fails (docs.github.com). */
  private static final Set<Integer> ANYWHERE = Set.of(401, 403, 429, 500, 502, 503);

  private static final int MOST_PER_PAGE = 100;

  /** An operation by its method and path, with the definition that each answer has by status. */
  private enum Operation {
    /** {@code issues/list-comments}. */
    LIST(
        "GET",
        OF_ISSUE,
        Set.of("since", "per_page", "page"),
        Map.of(200, "comments", 404, "error", 410, "error")),
    /** {@code issues/create-comment}. */
    CREATE(
        "POST",
        OF_ISSUE,
        Set.of(),
        Map.of(201, "comment", 403, "error", 404, "error", 410, "error", 422, "invalid")),
    /** {@code issues/update-comment}. */
    UPDATE("PATCH", ONE, Set.of(), Map.of(200, "comment", 422, "invalid"));

    private final String method;
    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives immutable sets.
    private final Set<String> query;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of gives immutable maps.
    private final Map<Integer, String> answers;

    Operation(String method, String path, Set<String> query, Map<Integer, String> answers) {
      this.method = method;
      this.path = path;
      this.query = query;
      this.answers = answers;
    }

    static Optional<Operation> of(LoggedRequest request) {
      String path = request.getUrl().replaceFirst("\\?.*", "");
      return Arrays.stream(values())
          .filter(each -> request.getMethod().getName().equals(each.method))
          .filter(each -> path.matches(each.path))
          .findFirst();
    }
  }

  private CommentContract() {}

  /** What is wrong with a request and its answer; nothing where they are not about comments. */
  static Stream<String> problems(ServeEvent exchange) {
    return Operation.of(exchange.getRequest()).stream()
        .flatMap(operation ->
            Stream.concat(
                problems(operation, exchange.getRequest()),
                problems(operation, exchange.getResponse())));
  }

  private static Stream<String> problems(Operation operation, LoggedRequest request) {
    Stream<String> query =
        request.getQueryParams().values().stream()
            .filter(parameter -> !isKnown(operation, parameter))
            .map(parameter -> operation + " with " + parameter);
    return operation == Operation.LIST
        ? query
        : Stream.concat(query, problems("written", request.getBodyAsString()));
  }

  private static boolean isKnown(Operation operation, QueryParameter parameter) {
    return operation.query.contains(parameter.key())
        && (!parameter.key().equals("per_page")
            || Integer.parseInt(parameter.firstValue()) <= MOST_PER_PAGE);
  }

  private static Stream<String> problems(Operation operation, LoggedResponse response) {
    if (response.getFault() != null) {
      return Stream.of();
    }
    String definition = operation.answers.get(response.getStatus());
    if (definition == null) {
      return ANYWHERE.contains(response.getStatus())
          ? Stream.of()
          : Stream.of(operation + " answered with " + response.getStatus());
    }
    return problems(definition, response.getBodyAsString());
  }

  /** How {@code json} differs from one of the definitions. */
  static Stream<String> problems(String definition, String json) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            DEFINITIONS.replaceFirst("\\{", "{\"\\$ref\": \"#/\\$defs/" + definition + "\","),
            InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(error -> definition + ": " + error);
  }

  private static String definitions() {
    try {
      return Files.readString(Path.of("src/test/resources/schemas/github-issue-comments.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
