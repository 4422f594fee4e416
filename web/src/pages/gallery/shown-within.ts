/**
 * Pieces of `lib` without an exhibit of their own, by their path or their folder's, and which exhibit they are seen in.
 */
export const shownWithin: Record<string, string> = {
  'components/Bar': 'Bars',
  'components/Fields': 'BusyForm',
  'components/Form': 'BusyForm',
  'components/LeftHere': 'Ended',
  'polls/further/DuelsResult': 'FurtherResult',
  'polls/further/FurtherFields': 'PollForm',
  'polls/further/FurtherResult': 'FurtherResult',
  'polls/further/GridResult': 'FurtherResult',
  'polls/further/GroupBar': 'FurtherResult',
  'polls/further/GroupsResult': 'FurtherResult',
  'polls/further/PairFields': 'PollForm',
  'polls/further/RoundsResult': 'FurtherResult',
  'polls/further/ShiftBars': 'FurtherResult',
  'polls/further/ShiftFigures': 'FurtherResult',
  'polls/further/ShiftMoves': 'FurtherResult',
  'polls/further/ShiftPoints': 'FurtherResult',
  'polls/further/ShiftResult': 'FurtherResult',
  'polls/further/StepBar': 'FurtherResult',
  'polls/further/StepLegend': 'FurtherResult',
  'polls/OptionFields': 'PollForm',
  'polls/RangeFields': 'PollForm',
  'polls/TitleFields': 'PollForm',
  'polls/VotersFields': 'PollForm',
  'screens/HallField': 'PairScreen',
  'screens/LengthField': 'ProfileForm',
  'screens/ProfileFields': 'ProfileForm',
  'wall/': 'WallFrame',
};

/** Pieces that nobody sees, and why. */
export const unseen: Record<string, string> = {
  'assisted/Scan': 'it is there where a browser reads codes by a camera, and shows what that sees',
  'components/ResultTable': 'it is for those who listen, and stands in Bars',
  'components/Root': 'it makes a page anew where the language changes',
  'polls/further/GridTable': 'it is for those who listen, and stands in FurtherResult',
  'components/WrittenRow': 'it is a row, of the lists that pages make of what was written there',
};
