using System.Reflection;
using GraphQLParser;
using GraphQLParser.AST;

namespace Slotline.Graph.Engine.Building.Inputs;

/// <summary>The default of an argument or input field: by attribute, or by C# where it says one.</summary>
internal static class Default
{
    public static object? Of(ParameterInfo parameter) => Of(
        parameter.GetCustomAttribute<DefaultValueAttribute>(),
        parameter.GetCustomAttribute<DefaultValueSyntaxAttribute>(),
        parameter);

    public static object? Of(
        DefaultValueAttribute? value, DefaultValueSyntaxAttribute? syntax, ParameterInfo? parameter)
    {
        if (syntax is not null)
            return Parser.Parse<GraphQLValue>(syntax.Syntax);
        if (value is not null)
            return value.Value;
        if (parameter is not { HasDefaultValue: true, DefaultValue: { } written })
            return null;

        // Reflection gives the default of an enum parameter as the enum only when it is not nullable.
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? Enum.ToObject(type, written) : written;
    }
}
