using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Functions;

namespace ElectronicApplication.Feel.Runtime;

/// <summary>Calls of built-in functions, calls of functions that are values, and the making of such values.</summary>
internal static class FeelCalls
{
    public static FeelDelegate Compile(BoundCall call)
    {
        var arguments = FeelCompiler.CompileAll(call.Arguments);
        switch (call.Function.Body)
        {
            case FeelUnary unary:
                var only = arguments[0];
                return frame => unary(frame, only(frame));
            case FeelBinary binary:
                var (first, second) = (arguments[0], arguments[1]);
                return frame => binary(frame, first(frame), second(frame));
            case FeelMany many when arguments.Length == 1:
                var single = arguments[0];
                return frame =>
                {
                    var value = single(frame);
                    return many(frame, new ReadOnlySpan<FeelValue>(in value));
                };
            case FeelMany many:
                return frame =>
                {
                    var values = new FeelValue[arguments.Length];
                    for (var i = 0; i < values.Length; i++)
                        values[i] = arguments[i](frame);
                    return many(frame, values);
                };
            default:
                throw new InvalidOperationException($"{call.Function.Name} has no body.");
        }
    }

    public static FeelDelegate Compile(BoundInvoke invoke)
    {
        var (callee, arguments, names) = (FeelCompiler.Compile(invoke.Callee), FeelCompiler.CompileAll(invoke.Arguments), invoke.Names);
        return frame =>
        {
            if (callee(frame).AsFunction is not { } function)
                return FeelValue.Null;
            var values = new FeelValue[names.Count > 0 ? function.Parameters.Count : arguments.Length];
            if (names.Count > values.Length)
                return FeelValue.Null;
            for (var i = 0; i < arguments.Length; i++)
            {
                var index = names.Count > 0 ? function.IndexOf(names[i]) : i;
                if (index < 0)
                    return FeelValue.Null;
                values[index] = arguments[i](frame);
            }
            return function.Invoke(frame, values);
        };
    }

    /// <summary>Each call has a frame of its own, so that a function may call itself and outlive the loop that made it.</summary>
    public static FeelDelegate Compile(BoundFunction function)
    {
        var (parameters, captures, slots, body) = (function.Parameters, function.Captures, function.Slots, FeelCompiler.Compile(function.Body));
        var result = function.Type is FeelFunctionType type ? type.Result : FeelType.Any;
        return frame =>
        {
            var captured = new FeelValue[captures.Length];
            for (var i = 0; i < captured.Length; i++)
                captured[i] = frame.Slots[captures[i].From];
            return FeelValue.Of(new FeelFunctionValue(parameters, result, Run));

            FeelValue Run(FeelFrame caller, FeelValue[] arguments)
            {
                var own = new FeelFrame(slots, caller);
                arguments.CopyTo(own.Slots, 0);
                for (var i = 0; i < captured.Length; i++)
                    own.Slots[captures[i].To] = captured[i];
                return body(own);
            }
        };
    }
}
