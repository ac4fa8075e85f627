using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

public sealed class OpenDraft(Drafts drafts)
{
    public async Task<Result<OpenedDraft>> HandleAsync(Guid id, DraftOwner owner, CancellationToken cancel)
    {
        var draft = await drafts.ReadAsync(id, owner, cancel);
        return draft.Error is { } error ? error : await drafts.OpenAsync(draft.Value, cancel);
    }

    /// <summary>The draft as it would look with this page; nothing is saved.</summary>
    public OpenedDraft Preview(OpenedDraft draft, string pageId, JsonObject pageAnswers) => drafts.With(draft, pageId, pageAnswers);
}
