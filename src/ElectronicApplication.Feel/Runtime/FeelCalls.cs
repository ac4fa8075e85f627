using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Functions;

namespace ElectronicApplication.Feel.Runtime;

/// <summary>Calls of built-in functions, calls of functions that are values, and the making of such values.</summary>
internal static class FeelCalls
{
    public static FeelDelegate Compile(BoundCall call)
    {
        var (function, arguments) = (FeelPatterns.Of(call) is { } regex ? PatternFunctions.With(regex, call.Function) : call.Function, FeelCompiler.CompileAll(call.Arguments));
        switch (arguments)
        {
            case []:
                return frame => function.Run(frame, []);
            case [var only]:
                return frame => function.RunOne(frame, only(frame));
            case [var first, var second]:
                return frame => function.RunTwo(frame, first(frame), second(frame));
            default:
                return frame =>
                {
                    var values = new FeelValue[arguments.Length];
                    for (var i = 0; i < values.Length; i++)
                        values[i] = arguments[i](frame);
                    return function.Run(frame, values);
                };
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
