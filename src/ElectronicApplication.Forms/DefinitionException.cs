namespace ElectronicApplication.Forms;

/// <summary>One thing that keeps a definition from being used: where (a JSON path such as <c>$.pages[0].fields[2].visible</c>), what, and how to mend it.</summary>
public sealed record DefinitionProblem(string Path, string MessageJa, string MessageEn)
{
    /// <summary>The file in which the path stands; a form is compiled together with its procedure.</summary>
    public string File { get; init; } = "form.json";

    /// <summary>What kind of problem it is, for programs: <c>unknown-name</c>, <c>circle</c>, <c>duplicate-id</c> ...</summary>
    public string Code { get; init; } = "definition";
}

/// <summary>A definition cannot be used. <see cref="Problems"/> lists everything that was found, not only the first.</summary>
public sealed class DefinitionException(IReadOnlyList<DefinitionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Path}: {problem.MessageEn}")))
{
    public DefinitionException(string path, string messageJa, string messageEn)
        : this([new DefinitionProblem(path, messageJa, messageEn)]) { }

    public IReadOnlyList<DefinitionProblem> Problems { get; } = problems;

    public string Path => Problems[0].Path;

    public string MessageJa => Problems[0].MessageJa;

    public string MessageEn => Problems[0].MessageEn;
}
