using System.Buffers;
using System.Collections;
using System.Text;
using GraphQL;
using GraphQL.Execution;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Output;

/// <summary>Writes responses: what was resolved from its nodes, the rest straight from the objects.</summary>
internal static class ResponseWriter
{
    /// <param name="buffer">Where to.</param>
    /// <param name="errors">What went wrong; only the first are written.</param>
    /// <param name="maxErrors">How many are the first.</param>
    /// <param name="data">What was executed; null for an answer that has no data at all.</param>
    /// <param name="cost">What it may have cost; null where that is not known, or was said before.</param>
    public static void Write(
        IBufferWriter<byte> buffer,
        IReadOnlyCollection<ExecutionError> errors,
        int maxErrors,
        ResponseTree? data,
        Cost? cost = null)
    {
        var writer = new JsonWriter(buffer);
        writer.Raw((byte)'{');
        if (errors.Count > 0)
        {
            writer.Raw("\"errors\":["u8);
            var isFirst = true;
            foreach (var error in errors.Take(maxErrors))
            {
                if (!isFirst)
                    writer.Raw((byte)',');
                isFirst = false;
                WriteError(ref writer, (Problem)error);
            }

            writer.Raw((byte)']');
        }

        if (data is not null)
        {
            writer.Raw(errors.Count > 0 ? ",\"data\":"u8 : "\"data\":"u8);
            if (data.Root is { } root)
                WriteNode(ref writer, root);
            else
                writer.Null();
        }

        if (cost is { } known)
            WriteCost(ref writer, known);
        writer.Raw((byte)'}');
        writer.Flush();
    }

    // There are errors or data before it.
    private static void WriteCost(ref JsonWriter writer, Cost cost)
    {
        writer.Raw(",\"extensions\":{\"cost\":{\"requested\":"u8);
        writer.Number(cost.Requested);
        writer.Raw(",\"limit\":"u8);
        writer.Number((long)cost.Limit);
        writer.Raw("}}"u8);
    }

    private static void WriteError(ref JsonWriter writer, Problem problem)
    {
        writer.Raw("{\"message\":"u8);
        writer.String(problem.Message);
        if (problem.Locations is { Count: > 0 } locations)
        {
            writer.Raw(",\"locations\":["u8);
            for (var i = 0; i < locations.Count; i++)
            {
                writer.Raw(i == 0 ? "{\"line\":"u8 : ",{\"line\":"u8);
                writer.Number(locations[i].Line);
                writer.Raw(",\"column\":"u8);
                writer.Number(locations[i].Column);
                writer.Raw((byte)'}');
            }

            writer.Raw((byte)']');
        }

        if (problem.Path is { } path)
        {
            writer.Raw(",\"path\":"u8);
            WriteValue(ref writer, path);
        }

        writer.Raw(",\"extensions\":{\"code\":"u8);
        writer.String(problem.Code);
        WriteText(ref writer, ",\"field\":"u8, problem.Field);
        WriteText(ref writer, ",\"id\":"u8, problem.FaultId);
        writer.Raw("}}"u8);
    }

    private static void WriteText(ref JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
            return;

        writer.Raw(name);
        writer.String(text);
    }

    private static void WriteNode(ref JsonWriter writer, ExecutionNode node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } resolved } mixed and IPlannedNode { Plan: { } plan }:
                WritePlanned(ref writer, plan, mixed.Result!, resolved);
                break;
            case ObjectExecutionNode { SubFields: { } fields }:
                WriteResolved(ref writer, fields);
                break;
            case MixedArrayNode { ItemPlan: { } plan, Result: IList list }:
                DirectObjects.Write(ref writer, list, plan);
                break;
            case ArrayExecutionNode { Items: { } items }:
                WriteItems(ref writer, items);
                break;
            case ArrayExecutionNode { SerializedResult: { } values }:
                WriteValue(ref writer, values);
                break;
            case ValueExecutionNode value:
                WriteValue(ref writer, value.Result);
                break;
            default:
                writer.Null();
                break;
        }
    }

    private static void WritePlanned(
        ref JsonWriter writer, SelectionPlan plan, object source, ExecutionNode[] resolved)
    {
        var next = 0;
        writer.Raw((byte)'{');
        for (var i = 0; i < plan.Entries.Length; i++)
        {
            var entry = plan.Entries[i];
            writer.Raw(i == 0 ? entry.Name.AsSpan(1) : entry.Name);
            if (entry.Direct is { } direct)
                direct.Write(ref writer, source);
            else
                WriteNode(ref writer, resolved[next++]);
        }

        writer.Raw((byte)'}');
    }

    private static void WriteResolved(ref JsonWriter writer, ExecutionNode[] fields)
    {
        writer.Raw((byte)'{');
        for (var i = 0; i < fields.Length; i++)
        {
            writer.Raw(i == 0 ? "\""u8 : ",\""u8);
            writer.Raw(Encoding.UTF8.GetBytes(fields[i].Name!));
            writer.Raw("\":"u8);
            WriteNode(ref writer, fields[i]);
        }

        writer.Raw((byte)'}');
    }

    private static void WriteItems(ref JsonWriter writer, List<ExecutionNode> items)
    {
        writer.Raw((byte)'[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                writer.Raw((byte)',');
            WriteNode(ref writer, items[i]);
        }

        writer.Raw((byte)']');
    }

    private static void WriteValue(ref JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Null();
                break;
            case string text:
                writer.String(text);
                break;
            case bool flag:
                writer.Bool(flag);
                break;
            case int number:
                writer.Number(number);
                break;
            case double number:
                writer.Number(number);
                break;
            case IEnumerable items:
                WriteValues(ref writer, items);
                break;
            default:
                throw new InvalidOperationException($"A scalar gave a {value.GetType().Name}, which is no JSON value.");
        }
    }

    private static void WriteValues(ref JsonWriter writer, IEnumerable items)
    {
        var isFirst = true;
        writer.Raw((byte)'[');
        foreach (var item in items)
        {
            if (!isFirst)
                writer.Raw((byte)',');
            isFirst = false;
            WriteValue(ref writer, item);
        }

        writer.Raw((byte)']');
    }
}

/// <summary>The data of a response; without a root it is null, because an error took all of it.</summary>
internal sealed record ResponseTree(ExecutionNode? Root);
