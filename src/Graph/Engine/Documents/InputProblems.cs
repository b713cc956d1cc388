using System.Globalization;
using System.Text.Json;
using GraphQL.Types;
using Slotline.Graph.Engine.Scalars;

namespace Slotline.Graph.Engine.Documents;

/// <summary>Why a scalar does not take a value, in words that show nothing of the engine.</summary>
internal static class InputProblems
{
    public static string? Of(ScalarGraphType scalar, Func<object?> parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (FormatException reason) when (scalar is ISpecified)
        {
            return reason.Message;
        }
        catch (Exception)
        {
            // The engine's scalars say no with whatever exception their conversion threw.
            return $"it is not {Article(scalar.Name)} {scalar.Name}";
        }
    }

    /// <summary>A JSON value as scalars expect it.</summary>
    public static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => throw new FormatException("a single value is expected"),
    };

    private static object Number(JsonElement value)
    {
        if (value.TryGetInt32(out var small))
            return small;
        if (value.TryGetInt64(out var large))
            return large;

        // 1e3 and 5.0 are integers to JSON as much as to people.
        var number = value.GetDouble();
        return number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue
            ? Convert.ToInt32(number, CultureInfo.InvariantCulture)
            : number;
    }

    private static string Article(string name) => "AEIOU".Contains(name[0], StringComparison.Ordinal) ? "an" : "a";
}
