using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using Slotline.Domain;
using Slotline.Graph.Engine.Execution;
using Slotline.Graph.Engine.Output;
using Slotline.Graph.Engine.Paging;

namespace Slotline.Graph.Engine.Building.Fields;

/// <summary>A field that is a property of its object.</summary>
internal sealed class PropertyResolver(PropertyInfo property, Func<object, object?> get, DirectField? direct)
    : IFieldResolver
{
    public Func<object, object?> Get => get;

    /// <summary>How to write it without resolving it; null when only resolving it will do.</summary>
    public DirectField? Direct => direct;

    /// <summary>Whether reading it runs no code of ours, which might fail.</summary>
    public bool IsAutomatic { get; } = DirectField.IsAutomatic(property);

    public static PropertyResolver Of(PropertyInfo property, Shape shape)
    {
        var parent = Expression.Parameter(typeof(object), "parent");
        var value = Expression.Property(Expression.Convert(parent, property.DeclaringType!), property);
        var get = Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), parent).Compile();
        return new PropertyResolver(
            property,
            IdText.Of(shape) is { } write ? parent => write(get(parent)) : get,
            DirectField.Of(property, shape));
    }

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(get(context.Source!));
}

/// <summary>A field that is a property worked out on demand.</summary>
internal sealed class DeferredResolver(PropertyInfo property) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) =>
        ((IDeferred)property.GetValue(context.Source)!).GetAsync(context.CancellationToken);
}

/// <summary>A field that is a static method of ours.</summary>
internal sealed class MethodResolver(
    string? operation,
    Func<FieldCall, object?>[] parameters,
    Invocation invocation,
    FieldAccess access,
    Func<object?, object?>? write)
    : IFieldResolver
{
    public FieldAccess Access { get; } = access;

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var call = new FieldCall(context);
        if (Access == FieldAccess.SignedIn && call.Caller is null)
            throw new UnauthenticatedException();
        if (operation is not null)
            call.Enter(operation);

        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = parameters[i](call);
        var result = invocation.InvokeAsync(arguments);
        return write is null ? result : WriteAsync(result, write);
    }

    private static async ValueTask<object?> WriteAsync(ValueTask<object?> result, Func<object?, object?> write) =>
        write(await result);
}

/// <summary>A mutation: what it refuses becomes the errors of its payload.</summary>
internal sealed class MutationResolver(MethodResolver method, Type payload) : IFieldResolver
{
    public FieldAccess Access => method.Access;

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        try
        {
            return await method.ResolveAsync(context);
        }
        catch (Refusal refusal)
        {
            return Payload.Refused(payload, refusal);
        }
    }
}

/// <summary>The events of a subscription's root field.</summary>
internal sealed class EventSource(MethodResolver method, bool isShared) : ISourceStreamResolver
{
    public FieldAccess Access => method.Access;

    /// <summary>Whether its events are the same objects for all who follow them with equal rights.</summary>
    public bool IsShared => isShared;

    public async ValueTask<IAsyncEnumerable<object?>> OpenAsync(IResolveFieldContext context) =>
        await method.ResolveAsync(context) switch
        {
            IAsyncEnumerable<object?> events => events,
            null => throw new InvalidOperationException("A subscription answered null instead of its events."),
            var events => throw new InvalidOperationException(
                $"A subscription answered a {events.GetType().Name}; events must be objects."),
        };

    /// <summary>The engine pushes events at its own pace; ours are pulled, so this way is closed.</summary>
    public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
        throw new NotSupportedException("Subscriptions are pulled, one event at a time.");
}

/// <summary>Writes ids as the API does.</summary>
internal static class IdText
{
    public static Func<object?, object?>? Of(Shape shape)
    {
        if (shape.Item is { } item)
        {
            return Of(item) is { } write
                ? list => ((IEnumerable?)list)?.Cast<object?>().Select(write).ToArray()
                : null;
        }

        if (shape.IdOf is null)
            return null;

        var prefix = GlobalId.PrefixOf(shape.IdOf);
        return id => id is Guid guid ? GlobalId.Encode(prefix, guid) : null;
    }
}

/// <summary>The field needs a caller, and nobody is signed in.</summary>
internal sealed class UnauthenticatedException() : Exception("Sign in first.");
