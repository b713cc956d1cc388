using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;

namespace Slotline.Graph.Engine.Execution;

/// <summary>Writes responses as JSON, escaping only what JSON needs escaped.</summary>
internal static class ResponseWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <param name="buffer">Where to.</param>
    /// <param name="errors">What went wrong; only the first are written.</param>
    /// <param name="maxErrors">How many are the first.</param>
    /// <param name="data">What was executed; null for an answer that has no data at all.</param>
    public static void Write(
        IBufferWriter<byte> buffer, IReadOnlyCollection<ExecutionError> errors, int maxErrors, ResponseData? data)
    {
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        if (errors.Count > 0)
        {
            writer.WriteStartArray("errors");
            foreach (var error in errors.Take(maxErrors))
                WriteError(writer, (Problem)error);
            writer.WriteEndArray();
        }

        if (data is not null)
        {
            writer.WritePropertyName("data");
            if (data.Root is { } root)
                WriteNode(writer, root);
            else
                writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("message", problem.Message);
        if (problem.Locations is { Count: > 0 } locations)
        {
            writer.WriteStartArray("locations");
            foreach (var location in locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", location.Line);
                writer.WriteNumber("column", location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (problem.Path is { } path)
        {
            writer.WritePropertyName("path");
            WriteValue(writer, path);
        }

        writer.WriteStartObject("extensions");
        writer.WriteString("code", problem.Code);
        if (problem.Field is { } field)
            writer.WriteString("field", field);
        if (problem.FaultId is { } id)
            writer.WriteString("id", id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter writer, ExecutionNode node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } fields }:
                writer.WriteStartObject();
                foreach (var field in fields)
                {
                    writer.WritePropertyName(field.Name!);
                    WriteNode(writer, field);
                }

                writer.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                writer.WriteStartArray();
                foreach (var item in items)
                    WriteNode(writer, item);
                writer.WriteEndArray();
                break;
            case ArrayExecutionNode { SerializedResult: { } values }:
                WriteValue(writer, values);
                break;
            case ValueExecutionNode value:
                WriteValue(writer, value.Result);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"A scalar gave a {value.GetType().Name}, which is no JSON value.");
        }
    }
}

/// <summary>The data of a response; without a root it is null, because an error took all of it.</summary>
internal sealed record ResponseData(ExecutionNode? Root);
