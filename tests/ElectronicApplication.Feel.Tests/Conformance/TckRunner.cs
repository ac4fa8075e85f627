using System.Xml.Linq;

namespace ElectronicApplication.Feel.Tests.Conformance;

/// <param name="Folder">The folder of the test, relative to the one that was named.</param>
internal sealed record TckResult(string Folder, string Test, bool Passed, string Detail);

/// <summary>Runs every <c>*-test-*.xml</c> below a folder on the model beside it.</summary>
internal static class TckRunner
{
    public static IEnumerable<TckResult> Run(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!);
            var tests = XDocument.Load(file).Root!;
            if (tests.Name.LocalName != "testCases")
                continue;
            DmnModel? model = null;
            var trouble = "";
            try
            {
                model = DmnModel.Load(ModelFile(file, tests));
            }
            catch (Exception exception)
            {
                trouble = exception.Message;
            }
            foreach (var test in tests.Children("testCase"))
                foreach (var result in test.Children("resultNode"))
                {
                    var name = $"{Path.GetFileNameWithoutExtension(file)}/{test.Get("id")}/{result.Get("name")}";
                    yield return model is null ? new TckResult(folder, name, false, trouble) : Check(model, test, result, folder, name);
                }
        }
    }

    /// <summary>The results by folder, then each failure with what was expected.</summary>
    public static string Report(IReadOnlyCollection<TckResult> results)
    {
        var folders = results.GroupBy(result => result.Folder).Select(folder => $"{folder.Count(result => result.Passed)}/{folder.Count()} {folder.Key}");
        var failures = results.Where(result => !result.Passed).Select(result => $"{result.Folder} {result.Test}: {result.Detail}");
        return string.Join('\n', [$"{results.Count(result => result.Passed)}/{results.Count} in all", .. folders, "", .. failures]);
    }

    private static string ModelFile(string testFile, XElement tests)
    {
        var folder = Path.GetDirectoryName(testFile)!;
        if (tests.Text("modelName") is { Length: > 0 } name && File.Exists(Path.Combine(folder, name)))
            return Path.Combine(folder, name);
        return Directory.EnumerateFiles(folder, "*.dmn").Order(StringComparer.Ordinal).First();
    }

    private static TckResult Check(DmnModel model, XElement test, XElement result, string folder, string name)
    {
        try
        {
            model.Complaints.Clear();
            var actual = Evaluate(model, test, result.Get("name")!);
            var expected = result.Child("expected");
            var passed = result.Get("errorResult") == "true" && actual.IsNull || TckValues.Matches(expected, actual);
            return new TckResult(folder, name, passed, passed ? "" : $"expected {Shown(expected)}, was {actual}. {string.Join(" ", model.Complaints)}");
        }
        catch (Exception exception)
        {
            // A defect, not a difference of opinion: FEEL never throws while it runs.
            return new TckResult(folder, name, false, $"threw {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static FeelValue Evaluate(DmnModel model, XElement test, string resultName)
    {
        var invocable = test.Get("type") is null or "decision" ? resultName : test.Get("invocableName") ?? resultName;
        if (model.Find(invocable) is not { } element)
            throw new InvalidDataException($"The model has no '{invocable}'.");
        var given = new Dictionary<XElement, FeelValue>();
        var byName = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var input in test.Children("inputNode"))
        {
            var name = input.Get("name")!;
            var target = model.Find(name, input.Get("namespace"));
            var type = target?.Model.Types.Of(target.TypeRef) ?? DmnType.Any;
            byName[name] = type.Convert(TckValues.Read(input, type.Feel));
            if (target is not null)
                given[target.Xml] = byName[name];
        }
        if (element.Kind is "decision" or "inputData")
            return new DmnEvaluation(given).ValueOf(element);

        // A function is called with the inputs as its arguments.
        var function = element.Kind == "decisionService" ? DmnEvaluation.Service(element) : DmnEvaluation.Knowledge(element);
        var arguments = element.Kind == "decisionService"
            ? DmnEvaluation.Inputs(element).Select(input => given.GetValueOrDefault(input.Xml))
            : function.Parameters.Select(parameter => byName.GetValueOrDefault(parameter.Name));
        var value = function.Invoke(new FeelFrame(0), [.. arguments]);
        return resultName != invocable && value.AsContext is { } outputs && outputs.Shape.Find(resultName) is var index and >= 0 ? outputs.At(index) : value;
    }

    private static string Shown(XElement? expected) => expected is null ? "null" : string.Join(" ", expected.Elements().Select(element => element.ToString(SaveOptions.DisableFormatting)));
}
