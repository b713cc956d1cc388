using System.Reflection;
using GraphQL.Types;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Execution;
using Slotline.Graph.Engine.Paging;

namespace Slotline.Graph.Engine.Building.Fields;

/// <summary>What a resolver's parameter gets, and which arguments it adds to the field.</summary>
internal sealed record Parameter(Func<FieldCall, object?> Get, params QueryArgument[] Arguments);

/// <summary>How a field treats those who are not signed in.</summary>
internal enum FieldAccess
{
    /// <summary>Nobody without a caller gets in: the rule, unless the method says otherwise.</summary>
    SignedIn,

    /// <summary>The method takes an optional caller, or says it is open.</summary>
    Anyone,
}

/// <summary>Tells a resolver's parameters apart: parent, caller, token, loader, page, service, argument.</summary>
internal sealed class ParameterFactory(TypeTable types, Documentation documentation, Func<Type, bool> isService)
{
    /// <param name="parameter">The parameter.</param>
    /// <param name="isMutation">Then fields of <c>input</c> are named without it: a payload's errors speak of its
    /// input.</param>
    public Parameter Of(ParameterInfo parameter, bool isMutation)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<ParentAttribute>() is not null)
            return new Parameter(call => call.Parent);
        if (parameter.GetCustomAttribute<IsSelectedAttribute>() is { Path: var path })
            return new Parameter(call => call.IsSelected(path));
        if (type == typeof(CancellationToken))
            return new Parameter(call => call.CancellationToken);
        if (type == typeof(Caller))
            return CallerOf(parameter);
        if (type == typeof(PageRequest))
            return Page();
        if (typeof(IBatch).IsAssignableFrom(type))
            return new Parameter(call => call.Batches.LoaderOf(type));
        return IsArgument(type) ? Argument(parameter, isMutation) : Service(type);
    }

    public static FieldAccess AccessOf(MethodInfo method) =>
        method.GetCustomAttribute<AllowAnonymousAttribute>() is not null
        || method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Caller) && IsOptional(parameter))
            ? FieldAccess.Anyone
            : FieldAccess.SignedIn;

    private static Parameter CallerOf(ParameterInfo parameter) => IsOptional(parameter)
        ? new Parameter(call => call.Caller)
        : new Parameter(call => call.Caller ?? throw new UnauthenticatedException());

    private static bool IsOptional(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static Parameter Service(Type type) => new(call => call.Services.GetRequiredService(type));

    /// <summary>The container calls every sequence a service, so sequences are asked about first.</summary>
    private bool IsArgument(Type type) =>
        types.IsLeaf(Nullable.GetUnderlyingType(type) ?? type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        || !isService(type);

    private Parameter Argument(ParameterInfo parameter, bool isMutation)
    {
        var where = $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}({parameter.Name})";
        var name = Naming.ArgumentName(parameter);
        var shape = Shape.Of(parameter);
        var value = Default.Of(parameter);
        var argument = new QueryArgument(types.Input(shape, value is not null, where))
        {
            Name = name,
            Description = documentation.Of(parameter),
            DeprecationReason = parameter.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            DefaultValue = value,
        };
        var reader = ValueReader.Of(shape, types.Inputs);
        var path = isMutation && name == "input" ? InputPath.Root : InputPath.Root.Field(name);
        var absent = parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
        return new Parameter(Read, argument);

        object? Read(FieldCall call)
        {
            if (!call.TryGetArgument(name, out var given))
                return absent;
            if (given is null && !shape.IsNullable)
                given = argument.DefaultValue;
            return reader.Read(given, path);
        }
    }

    private Parameter Page()
    {
        var number = new Shape(typeof(int?), typeof(int), IsNullable: true);
        var text = new Shape(typeof(string), typeof(string), IsNullable: true);
        return new Parameter(
            call => PageRequest.Of(
                call.Argument<int?>("first"),
                call.Argument<string>("after"),
                call.Argument<int?>("last"),
                call.Argument<string>("before")) with { Wants = call.IsSelected },
            Named("first", number, $"The most items from the start; at most {PageRequest.MaxSize}."),
            Named("after", text, "Only items after the one of this cursor."),
            Named("last", number, $"The most items from the end; at most {PageRequest.MaxSize}."),
            Named("before", text, "Only items before the one of this cursor."));

        QueryArgument Named(string name, Shape shape, string description) =>
            new(types.Input(shape, hasDefault: false, name)) { Name = name, Description = description };
    }
}
