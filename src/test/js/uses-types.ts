// What a front-end developer does with the types: names of attributes and codes are checked.
import type { components, paths } from "./api";

type Theme = components["schemas"]["Themes"];
type Answer =
  paths["/api/themes/{id}"]["get"]["responses"][200]["content"]["application/vnd.api+json"];

export function title(answer: Answer): string | undefined {
  const theme: Theme = answer.data;
  return theme.attributes?.title;
}

export const wrong = (theme: Theme) =>
  // @ts-expect-error there is no such attribute
  theme.attributes?.titel;

// What an editor's client does: a draft may lack anything, and names are checked all the same.
type Draft = components["schemas"]["ReflectionsDraft"];

export const minutes = (draft: Draft): number | null | undefined => draft.attributes?.minutes;

export const wrongInADraft = (draft: Draft) =>
  // @ts-expect-error there is no such attribute
  draft.attributes?.minuter;
