using System.Reflection;
using System.Text;
using NodaTime;
using Slotline.Domain;

namespace Slotline.Graph.Engine.Building;

/// <summary>How C# names become names of the schema.</summary>
internal static class Naming
{
    private static readonly Dictionary<Type, string> Given = new()
    {
        [typeof(RefusalCode)] = "UserErrorCode",
        [typeof(IsoDayOfWeek)] = "DayOfWeek",
    };

    public static string TypeName(Type type)
    {
        if (type.GetCustomAttribute<GraphQLNameAttribute>() is { } attribute)
            return attribute.Name;
        if (Given.TryGetValue(type, out var given))
            return given;
        if (type.IsGenericType)
            return string.Concat(type.GetGenericArguments().Select(TypeName)) + type.Name[..type.Name.IndexOf('`')];

        var name = type.Name;
        if (type.IsInterface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]))
            return name[1..];
        return name.Length > "Node".Length && name.EndsWith("Node", StringComparison.Ordinal) ? name[..^4] : name;
    }

    public static string FieldName(MethodInfo method)
    {
        if (method.GetCustomAttribute<GraphQLNameAttribute>() is { } attribute)
            return attribute.Name;

        var name = method.Name;
        if (name.Length > "Async".Length && name.EndsWith("Async", StringComparison.Ordinal))
            name = name[..^5];
        if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]))
            name = name[3..];
        return Camel(name);
    }

    public static string FieldName(PropertyInfo property) =>
        Members.Find<GraphQLNameAttribute>(property)?.Name ?? Camel(property.Name);

    public static string ArgumentName(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Camel(parameter.Name!);

    public static string EnumValue(FieldInfo value) =>
        value.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? ScreamingSnake(value.Name);

    private static string Camel(string name)
    {
        var capitals = 0;
        while (capitals < name.Length && char.IsUpper(name[capitals]))
            capitals++;
        if (capitals == 0)
            return name;

        // "ID" becomes "id" and "URLPath" "urlPath": the last capital before a small letter starts a word.
        var lowered = capitals == 1 || capitals == name.Length ? capitals : capitals - 1;
        return string.Concat(name[..lowered].ToLowerInvariant(), name.AsSpan(lowered));
    }

    private static string ScreamingSnake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
