using System.Linq.Expressions;
using System.Reflection;

namespace Slotline.Graph.Engine.Building.Fields;

/// <summary>Calls a resolver method, compiled, and waits for what it answers.</summary>
internal sealed class Invocation
{
    private readonly Func<object?[], object?> _call;
    private readonly Func<object?, ValueTask<object?>>? _await;

    private Invocation(Func<object?[], object?> call, Func<object?, ValueTask<object?>>? await)
    {
        _call = call;
        _await = await;
    }

    public static Invocation Of(MethodInfo method)
    {
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var call = Expression.Call(method, method.GetParameters().Select((parameter, index) =>
            Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        var compiled = Expression
            .Lambda<Func<object?[], object?>>(Expression.Convert(call, typeof(object)), arguments)
            .Compile();
        return new Invocation(compiled, AwaitOf(method));
    }

    public ValueTask<object?> InvokeAsync(object?[] arguments)
    {
        var result = _call(arguments);
        return _await is null ? new ValueTask<object?>(result) : _await(result);
    }

    private static Func<object?, ValueTask<object?>>? AwaitOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask) || type == typeof(void))
            throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} answers nothing.");
        if (!type.IsGenericType)
            return null;

        var name = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(AwaitTask)
            : type.GetGenericTypeDefinition() == typeof(ValueTask<>) ? nameof(AwaitValueTask)
            : null;
        return name is null ? null : typeof(Invocation)
            .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static ValueTask<object?> AwaitTask<T>(object? result)
    {
        var task = (Task<T>)result!;
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : Slow(task);

        static async ValueTask<object?> Slow(Task<T> task) => await task;
    }

    private static ValueTask<object?> AwaitValueTask<T>(object? result)
    {
        var task = (ValueTask<T>)result!;
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : Slow(task);

        static async ValueTask<object?> Slow(ValueTask<T> task) => await task;
    }
}
