using System.Text.Json;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>
/// Coerces a request's variables; each that does not fit is a problem that names the argument it is for.
/// </summary>
internal static class VariableReader
{
    public static Variables Read(
        GraphQLDocument document, PreparedOperation operation, JsonElement given, List<Problem> problems)
    {
        if (operation.Variables.Count == 0)
            return Variables.None;

        var variables = new Variables();
        foreach (var variable in operation.Variables)
        {
            try
            {
                variables.Add(Read(variable, given));
            }
            catch (InputException reason)
            {
                problems.Add(Problem.InvalidInput(reason.Path, reason.Message).At(variable.Definition, document));
            }
        }

        return variables;
    }

    private static Variable Read(PreparedVariable variable, JsonElement given)
    {
        var read = new Variable(variable.Name, variable.Definition);
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty(variable.Name, out var value))
        {
            read.Value = Coerce(variable.Type, value, variable.Path);
        }
        else if (variable.Definition.DefaultValue is { } literal)
        {
            read.Value = ExecutionHelper.CoerceValue(variable.Type, literal).Value;
            read.IsDefault = true;
        }
        else if (variable.Type is NonNullGraphType)
        {
            throw new InputException(variable.Path, $"`{variable.Path}`: the variable `${variable.Name}` is missing.");
        }

        return read;
    }

    private static object? Coerce(IGraphType type, JsonElement value, InputPath path)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return type is NonNullGraphType
                ? throw new InputException(path, $"`{path}` must not be null.")
                : null;
        }

        return type switch
        {
            NonNullGraphType required => Coerce(required.ResolvedType!, value, path),
            ListGraphType list => CoerceList(list.ResolvedType!, value, path),
            IInputObjectGraphType input => CoerceObject(input, value, path),
            ScalarGraphType scalar => CoerceScalar(scalar, value, path),
            _ => throw new InputException(path, $"`{path}` is not of an input type."),
        };
    }

    private static object?[] CoerceList(IGraphType item, JsonElement value, InputPath path)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [Coerce(item, value, path)];

        var items = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            items[index] = Coerce(item, element, path.At(index));
            index++;
        }

        return items;
    }

    private static object CoerceObject(IInputObjectGraphType input, JsonElement value, InputPath path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new InputException(path, $"`{path}` must be an object.");

        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in input.Fields)
        {
            var at = path.Field(field.Name);
            if (value.TryGetProperty(field.Name, out var given))
                fields[field.Name] = Coerce(field.ResolvedType!, given, at);
            else if (field.DefaultValue is not null)
                fields[field.Name] = field.DefaultValue;
            else if (field.ResolvedType is NonNullGraphType)
                throw new InputException(at, $"`{at}` is missing.");
        }

        foreach (var property in value.EnumerateObject())
        {
            if (input.GetField(property.Name) is null)
                throw new InputException(path.Field(property.Name), $"`{path.Field(property.Name)}` is no field.");
        }

        return input.ParseDictionary(fields);
    }

    private static object? CoerceScalar(ScalarGraphType scalar, JsonElement value, InputPath path)
    {
        object? read = null;
        var reason = InputProblems.Of(scalar, () => read = scalar.ParseValue(InputProblems.Plain(value)));
        return reason is null ? read : throw new InputException(path, $"`{path}`: {reason}.");
    }

    private sealed class InputException(InputPath path, string message) : Exception(message)
    {
        public InputPath Path { get; } = path;
    }
}
