package org.ignition.backup.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.ignition.backup.StoreProblem;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.tls.Trust;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Says in our words why the bucket does not do what it is asked.
 *
 * @param store which one, for a person
 */
record S3Problem(String store, S3Settings settings, S3Credentials credentials) {

  private static final int LONGEST = 300;
  private static final int DEEPEST = 20;

  private static final Pattern EXPECTED_REGION =
      Pattern.compile("expecting '(?<region>[a-z0-9-]+)'");

  /** The way out for what a call threw. */
  IgnitionException of(RuntimeException failure) {
    Optional<IgnitionException> ours = find(failure, IgnitionException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<AwsServiceException> answer = find(failure, AwsServiceException.class);
    if (answer.isPresent()) {
      return refused(answer.get());
    }
    Optional<IOException> local = local(failure);
    return local.isPresent()
        ? new StoreProblem("this machine").unreadable(String.valueOf(local.get().getMessage()))
        : unreachable(failure);
  }

  /** What went wrong with a file of this machine, not on the way to the bucket. */
  private static Optional<IOException> local(Throwable failure) {
    return find(failure, FileSystemException.class)
        .map(IOException.class::cast)
        .or(() -> find(failure, UncheckedIOException.class).map(UncheckedIOException::getCause));
  }

  // --- answers

  private IgnitionException refused(AwsServiceException answer) {
    if (answer instanceof StsException) {
      return input("The role for backups can't be assumed", said(answer), roleAdvice(), answer);
    }
    return switch (S3Refusal.of(answer.statusCode(), code(answer))) {
      case NO_BUCKET ->
          input(
              "There is no bucket " + Quoted.of(settings.bucket()),
              said(answer),
              "Make it, or mend `backup.remote.bucket` and `endpoint` in ignition.yml",
              answer);
      case OTHER_REGION -> otherRegion(answer);
      case KEYS ->
          input(
              "The keys for " + place() + " are not accepted",
              said(answer),
              "Give `storage-access-key` and `storage-secret-key` of one pair that is in use",
              answer);
      case CLOCK ->
          input(
              "The clock of this machine or of " + place() + " is off",
              said(answer),
              "Set the clock; requests are valid for some minutes only",
              answer);
      case FORBIDDEN ->
          input("No right to do this in " + place(), said(answer), rightsAdvice(), answer);
      case FULL -> new StoreProblem(store).full(said(answer));
      case BUSY -> unavailable(answer);
      case OTHER -> other(answer);
    };
  }

  private String rightsAdvice() {
    return "Allow "
        + credentials
        + " to list, get, put and delete objects there (s3:ListBucket, s3:GetObject, s3:PutObject,"
        + " s3:DeleteObject, s3:AbortMultipartUpload)";
  }

  private RemoteException other(AwsServiceException answer) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_REFUSED,
            place() + " refuses",
            said(answer),
            "Mend what it names; `encryption`, `storage-class` and `region` of `backup.remote` are"
                + " sent as they are configured"),
        answer);
  }

  private static String roleAdvice() {
    return "Let the job have `permissions: id-token: write`, and let the role's trust policy name"
        + " token.actions.githubusercontent.com, this repository and the audience"
        + " sts.amazonaws.com";
  }

  private InputException otherRegion(AwsServiceException answer) {
    String advice =
        region(answer)
            .map(region -> "Write `backup.remote.region: " + region + "` in ignition.yml")
            .orElse("Write its region as `backup.remote.region` in ignition.yml");
    return input(
        "The bucket " + Quoted.of(settings.bucket()) + " is not in " + settings.region(),
        said(answer),
        advice,
        answer);
  }

  private static Optional<String> region(AwsServiceException answer) {
    Optional<String> named =
        Optional.ofNullable(answer.awsErrorDetails())
            .map(details -> details.sdkHttpResponse())
            .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
            .filter(region -> region.matches("[a-z0-9-]{1,40}"));
    Matcher expected = EXPECTED_REGION.matcher(message(answer));
    return named.or(
        () -> expected.find() ? Optional.of(expected.group("region")) : Optional.empty());
  }

  private RemoteException unavailable(AwsServiceException answer) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_UNREACHABLE,
            place() + " keeps answering " + answer.statusCode(),
            said(answer) + "; it was tried " + attempts(answer),
            "Look at its status page, then run again"),
        answer);
  }

  /** What it said for itself: its code and its words, neither of which holds a secret. */
  static String said(AwsServiceException answer) {
    String message = message(answer);
    String words = message.isBlank() ? "" : ": " + Quoted.line(message.strip(), LONGEST);
    return "It said " + answer.statusCode() + " " + Quoted.line(code(answer), LONGEST) + words;
  }

  static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(details -> details.errorCode())
        .orElse("");
  }

  private static String message(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(details -> details.errorMessage())
        .orElse("");
  }

  // --- no answers

  private RemoteException unreachable(RuntimeException failure) {
    return find(failure, Trust.UntrustedException.class)
        .map(this::untrusted)
        .orElseGet(() -> silent(failure));
  }

  private RemoteException untrusted(Trust.UntrustedException failure) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_UNREACHABLE,
            "The certificate of " + place() + " is not trusted",
            failure.why(),
            "Check that this is your server; if it is, give its authority's certificate (PEM) as"
                + " `backup.remote.ca-certificate`"),
        failure);
  }

  private RemoteException silent(RuntimeException failure) {
    String host = settings.endpoint().map(uri -> String.valueOf(uri.getHost())).orElse("S3 of AWS");
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_UNREACHABLE,
            place() + " can't be reached: " + words(failure),
            "The service is " + Quoted.line(host, LONGEST) + "; it was tried " + attempts(failure),
            "Check `endpoint`, `region` and the network, then run again"),
        failure);
  }

  private static String attempts(RuntimeException failure) {
    int attempts = failure instanceof SdkException sdk ? sdk.numAttempts() : 1;
    return attempts <= 1 ? "once" : attempts + " times";
  }

  private static String words(RuntimeException failure) {
    if (find(failure, UnknownHostException.class).isPresent()) {
      return "the host name is unknown";
    }
    if (find(failure, ConnectException.class).isPresent()) {
      return "connection refused";
    }
    if (find(failure, SSLException.class).isPresent()) {
      return "TLS failed";
    }
    return find(failure, ApiCallAttemptTimeoutException.class).isPresent()
        ? "no answer in time"
        : "the connection was cut";
  }

  /** The cause of {@code failure} that is a {@code type}; libraries wrap it more than once. */
  static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  // --- what is said elsewhere too

  private static InputException input(String what, String why, String advice, Throwable cause) {
    return new InputException(Problem.of(ErrorCode.BACKUP_STORE_REFUSED, what, why, advice), cause);
  }

  private String place() {
    return Quoted.line(store, LONGEST);
  }
}
