using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slotline.Graph.Transport;

/// <summary>A request that the transport itself does not take: it never reaches the engine.</summary>
internal sealed class Rejection(int status, string message, string code = Rejection.BadRequest) : Exception(message)
{
    public const string BadRequest = "BAD_REQUEST";
    public const string TooManyRequests = "TOO_MANY_REQUESTS";
    public const string Fault = "INTERNAL_SERVER_ERROR";

    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>What is not JSON, or not UTF-8.</summary>
    public static Rejection Unreadable(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>What is JSON, but not a GraphQL request. The newest draft tells the two apart.</summary>
    public static Rejection Malformed(string message) => new(StatusCodes.Status422UnprocessableEntity, message);

    /// <summary>Where the log tells more; only with a fault.</summary>
    public string? FaultId { get; init; }

    public GraphAnswer ToAnswer(GraphStatus status) => new(status, buffer =>
    {
        using var writer = new Utf8JsonWriter(buffer, Readable);
        writer.WriteStartObject();
        writer.WritePropertyName("errors"u8);
        WriteErrors(writer);
        writer.WriteEndObject();
    });

    private void WriteErrors(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("message"u8, Message);
        writer.WriteStartObject("extensions"u8);
        writer.WriteString("code"u8, Code);
        if (FaultId is not null)
            writer.WriteString("id"u8, FaultId);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
